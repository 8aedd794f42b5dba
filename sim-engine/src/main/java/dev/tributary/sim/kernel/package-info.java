/**
 * The simulation kernel: virtual time, the event list, replications and random streams.
 *
 * <p>Knows nothing of video. Time is in nanoseconds since the start of the run, in a {@code long}.
 * One simulation is single-threaded; several may run side by side on different threads.
 */
package dev.tributary.sim.kernel;
