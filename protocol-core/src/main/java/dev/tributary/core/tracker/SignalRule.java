package dev.tributary.core.tracker;

/** What viewers may say to each other through a tracker. */
public enum SignalRule {
    /** Anything: a world whose transports have no addresses. */
    OPAQUE,
    /**
     * Descriptions with the fingerprint that the sender's token is bound to, and candidates at
     * which it can be; whatever else is dropped (reliability.md T11, T12, T14).
     */
    STRUCTURED,
    /** As STRUCTURED, where viewers and tracker are on one machine: loopback counts as public. */
    LAB
}
