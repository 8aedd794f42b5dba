package dev.tributary.transport.player;

/**
 * How a viewer is doing.
 *
 * @param bufferMillis media that is ahead of the screen without a gap
 * @param peerBytes useful media that other viewers sent
 * @param cdnBytes useful media that the edge sent
 * @param uploadedBytes media sent to other viewers
 * @param links links to other viewers that are open
 * @param stalls how often the screen stood still
 * @param stalled whether it does now
 */
public record ViewerStatus(
        long bufferMillis,
        long peerBytes,
        long cdnBytes,
        long uploadedBytes,
        int links,
        int stalls,
        boolean stalled) {
    /** Returns the part of the useful media that other viewers sent, 0..1. */
    public double fromPeers() {
        long all = peerBytes + cdnBytes;
        return all == 0 ? 0 : (double) peerBytes / all;
    }
}
