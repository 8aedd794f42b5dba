package dev.tributary.sim.kernel;

/** Whom a posted event is for: see {@link FastSimulator#post}. */
public interface EventReceiver {
    /**
     * The event happens; the simulator's clock is at its time.
     *
     * @param data what was given when the event was posted, such as packed small numbers
     * @param content what was given when the event was posted; may be null
     */
    void receive(long data, Object content);
}
