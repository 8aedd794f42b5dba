package dev.tributary.sim.net;

import dev.tributary.core.base.Time;

/**
 * When one side has its candidates, counted from the start of gathering. Host candidates are there
 * at once; behind a NAT they serve nobody outside.
 *
 * @param firstCandidateNanos when STUN has answered with the server-reflexive candidate, which
 *     Trickle ICE sends at once; {@link Time#NEVER} if every request was lost
 * @param completeNanos when every source has answered or the gathering cap has struck, which full
 *     ICE waits for
 */
public record Gathering(long firstCandidateNanos, long completeNanos) {}
