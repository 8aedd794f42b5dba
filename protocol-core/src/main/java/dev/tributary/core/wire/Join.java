package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;

/**
 * Registers a viewer with the tracker.
 *
 * @param stream which room
 * @param peerId lasting identity of the viewer, 16 bytes
 * @param capabilities what the viewer can do
 * @param token admission token, at most 256 bytes
 */
public record Join(StreamKey stream, PeerId peerId, Capabilities capabilities, Payload token)
        implements Message {
    private static final NatType[] NAT_TYPE_VALUES = NatType.values();
    private static final Access[] ACCESS_VALUES = Access.values();
    private static final Device[] DEVICE_VALUES = Device.values();

    /** Longest token, bytes. */
    public static final int TOKEN_MAX = 256;

    /** Length of the token that real trackers use, for worlds without bytes. */
    public static final int TOKEN_TYPICAL = 103;

    /** Checks the ranges. */
    public Join {
        Check.range("token", token.length(), 0, TOKEN_MAX);
    }

    @Override
    public Type type() {
        return Type.JOIN;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME
                + WireSize.VERSION
                + WireSize.KEY
                + WireSize.KEY
                + WireSize.of(capabilities)
                + WireSize.ofBlob(token);
    }

    @Override
    public void write(WireWriter out) {
        out.u8(MessageCodec.VERSION);
        out.key(stream.high(), stream.low());
        out.key(peerId.high(), peerId.low());
        out.varint(capabilities.nat().ordinal());
        out.flag(capabilities.ipv6());
        out.varint(capabilities.access().ordinal());
        out.varint(capabilities.device().ordinal());
        out.varint(capabilities.uplinkKbps());
        out.varint(capabilities.isp());
        out.varint(capabilities.zone());
        out.blob(token);
    }

    static Join read(WireReader in) throws MalformedMessageException {
        in.version();
        StreamKey stream = in.streamKey();
        long high = in.fixed64("peer id");
        PeerId peerId = new PeerId(high, in.fixed64("peer id"));
        Capabilities capabilities = capabilities(in);
        return new Join(stream, peerId, capabilities, in.blob("token", TOKEN_MAX));
    }

    private static Capabilities capabilities(WireReader in) throws MalformedMessageException {
        NatType nat = in.oneOf("nat", NAT_TYPE_VALUES);
        boolean ipv6 = in.flag("ipv6");
        Access access = in.oneOf("access", ACCESS_VALUES);
        Device device = in.oneOf("device", DEVICE_VALUES);
        int uplinkKbps = in.varint("uplinkKbps", 0, 10_000_000);
        int isp = in.varint("isp", 0, 65_535);
        int zone = in.varint("zone", 0, 255);
        return new Capabilities(nat, ipv6, access, device, uplinkKbps, isp, zone);
    }
}
