package dev.tributary.sim.script;

import dev.tributary.core.room.Capabilities;
import dev.tributary.sim.net.Site;

/**
 * A viewer of a run, as it is whatever the protocol does: who, where, from when to when.
 *
 * @param id number in order of coming, from 0
 * @param joinNanos run time at which it comes
 * @param leaveNanos run time at which it goes, or the largest value
 * @param silent whether it goes without a word, as a machine that is switched off
 * @param capabilities what it tells the tracker
 * @param site where it is
 * @param downBitsPerSecond downlink, or {@link dev.tributary.sim.net.AccessLink#UNLIMITED}
 * @param upBitsPerSecond uplink, the same
 * @param serverRttNanos round trip to tracker, scheduler and STUN server
 * @param edgeRttNanos round trip to its edge node
 */
public record Appearance(
        int id,
        long joinNanos,
        long leaveNanos,
        boolean silent,
        Capabilities capabilities,
        Site site,
        long downBitsPerSecond,
        long upBitsPerSecond,
        long serverRttNanos,
        long edgeRttNanos) {}
