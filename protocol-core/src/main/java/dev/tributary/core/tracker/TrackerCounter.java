package dev.tributary.core.tracker;

/**
 * What a tracker counts since it was created; errors of peers are counted here and never thrown.
 */
public enum TrackerCounter {
    /** Accepted joins. */
    JOINS("joins"),
    /** Members gone for whatever reason. */
    LEAVES("leaves"),
    /** Those of leaves that fell silent. */
    EXPIRED("expired"),
    /** Rejections sent. */
    REJECTED("rejected"),
    /** Messages that made no sense. */
    BAD_REQUESTS("bad.requests"),
    /** Messages dropped because their sender sent too many. */
    FLOODS("floods"),
    /** Connections closed by the tracker. */
    CLOSED("closed"),
    /** Signals passed on. */
    SIGNALS_RELAYED("relays"),
    /** Signals without a valid addressee or too long. */
    SIGNALS_DROPPED("relays.dropped"),
    /** Troubles acted upon. */
    TROUBLES("troubles"),
    /** Troubles about a slot that had changed already. */
    TROUBLES_IGNORED("troubles.ignored"),
    /** Providers that were given no more children for a while. */
    QUARANTINED("quarantined"),
    /** Providers assigned. */
    PAIRS("pairs"),
    /** Searches that found no provider. */
    UNMATCHED("unmatched");

    private final String metric;

    TrackerCounter(String metric) {
        this.metric = metric;
    }

    /** Returns the name under which a server shows the value. */
    public String metric() {
        return metric;
    }
}
