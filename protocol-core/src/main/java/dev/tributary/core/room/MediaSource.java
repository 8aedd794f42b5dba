package dev.tributary.core.room;

import java.util.List;

/**
 * Where media came from and, for the CDN, why it was asked: the basis of the loss attribution. New
 * sources come last: tables of old runs know those before by their place.
 */
public enum MediaSource {
    /** Another viewer. */
    PEER("peers"),
    /** The CDN, the sub-stream that the tracker assigned. */
    CDN_OWN("CDN sub-stream"),
    /** The CDN, while joining: the start-up buffer and the full stream. */
    CDN_JOIN("joins"),
    /** The CDN, a sub-stream that no peer provides. */
    CDN_UNCOVERED("unmatched"),
    /** The CDN, a slice that was about to be late. */
    CDN_EMERGENCY("emergency"),
    /** The CDN, the full stream after the peers failed, or because the room uses no peers. */
    CDN_FALLBACK("fallback");

    private static final List<MediaSource> LOSSES =
            List.of(CDN_OWN, CDN_JOIN, CDN_EMERGENCY, CDN_UNCOVERED, CDN_FALLBACK);

    private final String words;

    MediaSource(String words) {
        this.words = words;
    }

    /** Returns what a report calls it. */
    public String words() {
        return words;
    }

    /** Returns the reasons for which the CDN is asked, in the order in which reports show them. */
    public static List<MediaSource> losses() {
        return LOSSES;
    }
}
