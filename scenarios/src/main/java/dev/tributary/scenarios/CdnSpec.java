package dev.tributary.scenarios;

/**
 * The CDN as a viewer sees it.
 *
 * @param rttMillis median round-trip time to the nearest edge node
 * @param viewerMbps rate that the edge grants one viewer, 0 = unlimited
 * @param publishMillis from the end of a slice at the encoder to its arrival at the edge nodes
 */
public record CdnSpec(double rttMillis, double viewerMbps, double publishMillis) {}
