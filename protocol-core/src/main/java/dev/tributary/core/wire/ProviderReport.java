package dev.tributary.core.wire;

/**
 * One viewer's experience with one provider since its last report.
 *
 * @param session the provider
 * @param onTime slices that were complete before the emergency window
 * @param late slices that were not
 * @param connected whether the last attempt to connect succeeded
 */
public record ProviderReport(int session, int onTime, int late, boolean connected) {}
