/**
 * The measurement of a run, simulated or over real sockets: one definition each of first frame,
 * stall, latency, sharing ratio and offload, and the trace that says whether two runs are equal.
 *
 * <p>A viewer that ships does not need it: it sees the core through its observers only.
 */
package dev.tributary.measure;
