package dev.tributary.sim.kernel;

/** A model threw an exception; its message says where in virtual time, its cause says what. */
public final class ReplicationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long timeNanos;

    ReplicationFailedException(String name, long timeNanos, Throwable cause) {
        super("replication " + name + " failed at=" + timeNanos + "ns: " + cause, cause);
        this.timeNanos = timeNanos;
    }

    /** Virtual time of the failure in nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }
}
