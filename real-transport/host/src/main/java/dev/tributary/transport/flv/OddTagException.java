package dev.tributary.transport.flv;

/** A tag that is left out. */
final class OddTagException extends Exception {
    private static final long serialVersionUID = 1L;

    private final OddTag reason;

    OddTagException(OddTag reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    OddTag reason() {
        return reason;
    }

    static void unless(boolean condition, OddTag reason) throws OddTagException {
        if (!condition) {
            throw new OddTagException(reason);
        }
    }
}
