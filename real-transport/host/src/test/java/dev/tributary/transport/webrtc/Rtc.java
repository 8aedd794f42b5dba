package dev.tributary.transport.webrtc;

import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.net.DatagramPorts;
import dev.tributary.transport.net.UdpPorts;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.ice.AddressPolicy;
import dev.tributary.webrtc.ice.IceConfig;
import dev.tributary.webrtc.ice.IceTimings;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** WebRTC transports of tests. */
final class Rtc {
    private Rtc() {}

    /** Everything unicast, no STUN server. */
    static WebRtcConfig config(IceTimings timings) {
        return WebRtcConfig.of(new IceConfig(List.of(), AddressPolicy.LAB, timings));
    }

    static DtlsIdentity identity() {
        Instant now = Instant.now();
        return DtlsIdentity.generate(
                new SecureRandom(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    static UdpPorts loopback(LinkBed bed) {
        return new UdpPorts(bed.loop(), List.of(InetAddress.getLoopbackAddress()));
    }

    static WebRtcTransport transport(
            LinkBed bed, LinkEvents events, WebRtcConfig config, DatagramPorts ports) {
        return new WebRtcTransport(
                bed.clock(), config, identity(), ports, events, new SecureRandom());
    }
}
