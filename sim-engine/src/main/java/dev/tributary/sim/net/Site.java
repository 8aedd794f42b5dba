package dev.tributary.sim.net;

/**
 * Where a host sits in the network.
 *
 * @param id unique among the hosts of a run; names the host in its pair draws
 * @param region hosts of one region are in one city
 * @param isp the operator
 * @param accessNanos round trip of the host's own access leg, see {@link AccessKind}
 */
public record Site(long id, int region, int isp, long accessNanos) {}
