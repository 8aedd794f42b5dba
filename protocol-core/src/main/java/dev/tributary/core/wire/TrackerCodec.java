package dev.tributary.core.wire;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import java.util.List;

/** Bodies of the messages between viewer and tracker. */
final class TrackerCodec {
    private static final NatType[] NATS = NatType.values();
    private static final Access[] ACCESSES = Access.values();
    private static final Device[] DEVICES = Device.values();
    private static final SignalKind[] SIGNALS = SignalKind.values();
    private static final TroubleReason[] TROUBLES = TroubleReason.values();
    private static final RejectionCode[] REJECTIONS = RejectionCode.values();

    /** Sub-stream, provider and backup take a byte each. */
    private static final int SLOT_BYTES_MIN = 3;

    /** Session, two counters and a flag take a byte each. */
    private static final int PROVIDER_BYTES_MIN = 4;

    private TrackerCodec() {}

    static void write(Join message, WireWriter out) {
        Capabilities capabilities = message.capabilities();
        out.u8(MessageCodec.VERSION);
        out.key(message.stream().high(), message.stream().low());
        out.key(message.peerId().high(), message.peerId().low());
        out.varint(capabilities.nat().ordinal());
        out.flag(capabilities.ipv6());
        out.varint(capabilities.access().ordinal());
        out.varint(capabilities.device().ordinal());
        out.varint(capabilities.uplinkKbps());
        out.varint(capabilities.isp());
        out.varint(capabilities.zone());
        out.blob(message.token());
    }

    static Join join(WireReader in) throws MalformedMessageException {
        RoomCodec.version(in);
        StreamKey stream = RoomCodec.streamKey(in);
        long high = in.fixed64("peer id");
        PeerId peerId = new PeerId(high, in.fixed64("peer id"));
        Capabilities capabilities = capabilities(in);
        return new Join(stream, peerId, capabilities, in.blob("token", Join.TOKEN_MAX));
    }

    private static Capabilities capabilities(WireReader in) throws MalformedMessageException {
        NatType nat = in.oneOf("nat", NATS);
        boolean ipv6 = in.flag("ipv6");
        Access access = in.oneOf("access", ACCESSES);
        Device device = in.oneOf("device", DEVICES);
        int uplinkKbps = in.varint("uplinkKbps", 0, 10_000_000);
        int isp = in.varint("isp", 0, 65_535);
        int zone = in.varint("zone", 0, 255);
        return new Capabilities(nat, ipv6, access, device, uplinkKbps, isp, zone);
    }

    static void write(JoinOk message, WireWriter out) {
        out.varint(message.session());
        out.varint(message.reportMillis());
    }

    static JoinOk joinOk(WireReader in) throws MalformedMessageException {
        int session = session(in);
        return new JoinOk(session, in.varint("reportMillis", 1, JoinOk.REPORT_MILLIS_MAX));
    }

    static void write(Peers message, WireWriter out) {
        List<Integer> sessions = message.sessions();
        out.varint(sessions.size());
        for (int i = 0; i < sessions.size(); i++) {
            int session = sessions.get(i);
            out.varint(session);
        }
    }

    static Peers peers(WireReader in) throws MalformedMessageException {
        Integer[] sessions = new Integer[in.count("sessions", Peers.SESSIONS_MAX, 1)];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = session(in);
        }
        return new Peers(List.of(sessions));
    }

    static void write(Assign message, WireWriter out) {
        List<Slot> slots = message.slots();
        out.varint(message.cdnSubStream() - Assign.NONE);
        out.varint(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            out.varint(slot.subStream());
            out.varint(slot.provider());
            out.varint(slot.backup());
        }
    }

    static Assign assign(WireReader in) throws MalformedMessageException {
        int cdnSubStream = in.varint("cdnSubStream", 0, WireSize.SUB_STREAMS_MAX) + Assign.NONE;
        Slot[] slots = new Slot[in.count("slots", Assign.SLOTS_MAX, SLOT_BYTES_MIN)];
        int seen = 0;
        for (int i = 0; i < slots.length; i++) {
            int subStream = subStream(in);
            if ((seen & 1 << subStream) != 0) {
                throw in.malformed("one slot per sub-stream before");
            }
            seen |= 1 << subStream;
            int provider = sessionOrNobody(in, "provider");
            slots[i] = new Slot(subStream, provider, sessionOrNobody(in, "backup"));
        }
        return new Assign(cdnSubStream, List.of(slots));
    }

    static void write(Signal message, WireWriter out) {
        out.varint(message.session());
        out.varint(message.attempt());
        out.varint(message.kind().ordinal());
        out.blob(message.blob());
    }

    static Signal signal(WireReader in) throws MalformedMessageException {
        int session = session(in);
        int attempt = in.varint("attempt", 0, Integer.MAX_VALUE);
        SignalKind kind = in.oneOf("signal kind", SIGNALS);
        return new Signal(session, attempt, kind, in.blob("blob", Signal.BLOB_MAX));
    }

    static void write(Report message, WireWriter out) {
        out.varint(message.windowMillis());
        out.varint(message.peerBytes());
        out.varint(message.cdnBytes());
        out.varint(message.emergencyBytes());
        out.varint(message.uploadBytes());
        out.varint(message.bufferMillis());
        List<ProviderReport> providers = message.providers();
        out.varint(providers.size());
        for (int i = 0; i < providers.size(); i++) {
            ProviderReport provider = providers.get(i);
            out.varint(provider.session());
            out.varint(provider.onTime());
            out.varint(provider.late());
            out.flag(provider.connected());
        }
    }

    static Report report(WireReader in) throws MalformedMessageException {
        int windowMillis = in.varint("windowMillis", 0, Integer.MAX_VALUE);
        long peerBytes = in.varint64("peerBytes", Report.BYTES_MAX);
        long cdnBytes = in.varint64("cdnBytes", Report.BYTES_MAX);
        long emergencyBytes = in.varint64("emergencyBytes", Report.BYTES_MAX);
        long uploadBytes = in.varint64("uploadBytes", Report.BYTES_MAX);
        int bufferMillis = in.varint("bufferMillis", 0, Integer.MAX_VALUE);
        return new Report(
                windowMillis,
                peerBytes,
                cdnBytes,
                emergencyBytes,
                uploadBytes,
                bufferMillis,
                providers(in));
    }

    private static List<ProviderReport> providers(WireReader in) throws MalformedMessageException {
        ProviderReport[] providers =
                new ProviderReport[in.count("providers", Report.PROVIDERS_MAX, PROVIDER_BYTES_MIN)];
        for (int i = 0; i < providers.length; i++) {
            int session = session(in);
            int onTime = in.varint("onTime", 0, Integer.MAX_VALUE);
            int late = in.varint("late", 0, Integer.MAX_VALUE);
            providers[i] = new ProviderReport(session, onTime, late, in.flag("connected"));
        }
        return List.of(providers);
    }

    static void write(Rejection message, WireWriter out) {
        out.varint(message.code().ordinal());
        out.varint(message.retryAfterMillis());
    }

    static Rejection rejection(WireReader in) throws MalformedMessageException {
        RejectionCode code = in.oneOf("rejection code", REJECTIONS);
        return new Rejection(code, in.varint("retryAfterMillis", 0, Integer.MAX_VALUE));
    }

    static void write(Trouble message, WireWriter out) {
        out.varint(message.subStream());
        out.varint(message.provider());
        out.varint(message.reason().ordinal());
    }

    static Trouble trouble(WireReader in) throws MalformedMessageException {
        int subStream = subStream(in);
        int provider = sessionOrNobody(in, "provider");
        return new Trouble(subStream, provider, in.oneOf("trouble reason", TROUBLES));
    }

    static int subStream(WireReader in) throws MalformedMessageException {
        return in.varint("subStream", 0, WireSize.SUB_STREAMS_MAX - 1);
    }

    static int session(WireReader in) throws MalformedMessageException {
        return in.varint("session", 1, Integer.MAX_VALUE);
    }

    private static int sessionOrNobody(WireReader in, String what)
            throws MalformedMessageException {
        return in.varint(what, 0, Integer.MAX_VALUE);
    }
}
