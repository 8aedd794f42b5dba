package dev.tributary.sim.bound;

/** What can set the ceiling of a room (docs/models.md, bounds). */
public enum Limit {
    /** What the plan takes from the CDN anyway. */
    CDN_SUB_STREAM("CDN sub-stream"),
    /** A base stream that the room allows, and that has taken in less than half of its viewers. */
    BASE_STREAM("base stream not engaged"),
    /** {@code protocol.fanOut}. */
    FAN_OUT("fan-out"),
    /** What a viewer sends of what it gets, where no plan says to whom (random-push). */
    COPIES("copies that a viewer pushes"),
    /** What the lines give to the software. */
    UPLINK("uplink"),
    /** {@code protocol.uploadBudget}, where the line alone would do. */
    UPLOAD_BUDGET("upload budget"),
    /** {@code protocol.uploadPerDownload}. */
    UPLOAD_CAP("upload cap"),
    /** NATs, IPv6, and the rule that says who may upload. */
    CONNECTIVITY("connectivity"),
    /** Attempts that fail although the NATs allow the pair. */
    PAIRS("pairs that do not connect"),
    /** Round trips and losses, for which a path carries less than a sub-stream. */
    PATHS("paths"),
    /** Fewer other viewers than sub-streams to be had from them. */
    VIEWERS("number of viewers");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    /** Returns what a report calls it. */
    public String words() {
        return words;
    }
}
