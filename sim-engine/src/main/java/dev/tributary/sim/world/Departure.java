package dev.tributary.sim.world;

import dev.tributary.measure.ViewerRow;

/**
 * What remains of a session that is over.
 *
 * @param nanos when the viewer went, run time
 * @param silent whether it went without a word
 * @param row what the session measured
 * @param uploadPerDownloadMax largest ratio of uploaded to downloaded bytes
 */
record Departure(long nanos, boolean silent, ViewerRow row, double uploadPerDownloadMax) {}
