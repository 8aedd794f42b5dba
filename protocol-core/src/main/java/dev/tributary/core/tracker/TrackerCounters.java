package dev.tributary.core.tracker;

/**
 * What a tracker has counted since it was created; errors of peers are counted here and never
 * thrown.
 *
 * @param joins accepted joins
 * @param leaves members gone for whatever reason
 * @param expired those of leaves that fell silent
 * @param rejected rejections sent
 * @param badRequests messages that made no sense
 * @param floods messages dropped because their sender sent too many
 * @param closed connections closed by the tracker
 * @param signalsRelayed signals passed on
 * @param signalsDropped signals without a valid addressee or too long
 * @param troubles troubles acted upon
 * @param troublesIgnored troubles about a slot that had changed already
 * @param quarantined providers that were given no more children for a while
 * @param pairs providers assigned
 * @param unmatched searches that found no provider
 */
public record TrackerCounters(
        long joins,
        long leaves,
        long expired,
        long rejected,
        long badRequests,
        long floods,
        long closed,
        long signalsRelayed,
        long signalsDropped,
        long troubles,
        long troublesIgnored,
        long quarantined,
        long pairs,
        long unmatched) {}
