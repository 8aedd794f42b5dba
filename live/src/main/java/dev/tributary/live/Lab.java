package dev.tributary.live;

import dev.tributary.core.base.Time;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.live.net.Network;
import dev.tributary.live.net.ShapedTcp;
import dev.tributary.measure.RoomMeter;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.audience.LineCourses;
import dev.tributary.sim.script.FrameSource;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.host.LoopClock;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/**
 * What all viewers of a live run share.
 *
 * @param clock time of the run, of the viewers' event loop
 * @param scheduler where viewers begin
 * @param stun where they learn their addresses
 * @param network what lies between them
 * @param courses how their lines' rates change
 * @param edge whether the CDN can be reached
 * @param servers whether scheduler and tracker can be reached
 */
record Lab(
        Scenario scenario,
        LoopClock clock,
        BaseUrl scheduler,
        InetSocketAddress stun,
        Network network,
        LineCourses courses,
        ShapedTcp.Link edge,
        ShapedTcp.Link servers,
        RoomMeter room,
        Ledger ledger,
        Findings findings,
        SecureRandom random) {
    static final StreamKey STREAM = new StreamKey(0x5452494255544152L, 1);
    static final long HEAD_START_NANOS = FrameSource.HEAD_START_MILLIS * Time.NANOS_PER_MILLI;

    /** Returns what the CDN grants one viewer, bits per second. */
    long cdnBitsPerSecond() {
        double mbps = scenario.cdn().viewerMbps();
        return mbps == 0 ? Long.MAX_VALUE : (long) (mbps * 1e6);
    }
}
