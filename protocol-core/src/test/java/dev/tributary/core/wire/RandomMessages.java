package dev.tributary.core.wire;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Settings;
import java.util.ArrayList;
import java.util.List;

/** Valid messages of every type, over the whole of every range. */
final class RandomMessages {
    private static final int MAX = Integer.MAX_VALUE;

    private RandomMessages() {}

    static Message any(Choices c) {
        return of(c.oneOf(Message.Type.values()), c);
    }

    static Message of(Message.Type type, Choices c) {
        return switch (type) {
            case GET_LINK -> new GetLink(stream(c), bytes(c, GetLink.FINGERPRINT_BYTES));
            case LINK_ANSWER ->
                    new LinkAnswer(
                            c.between(0, MAX),
                            blob(c, Join.TOKEN_MAX),
                            bytes(c, LinkAnswer.KEY_BYTES),
                            settings(c));
            case INDEX -> index(c);
            case JOIN -> new Join(stream(c), peerId(c), capabilities(c), blob(c, Join.TOKEN_MAX));
            case JOIN_OK -> new JoinOk(session(c), c.between(1, JoinOk.REPORT_MILLIS_MAX));
            case PEERS -> peers(c);
            case ASSIGN -> assign(c);
            case SIGNAL ->
                    new Signal(
                            session(c),
                            c.between(0, MAX),
                            c.oneOf(SignalKind.values()),
                            blob(c, c.between(0, 9) == 9 ? Signal.BLOB_MAX : 300));
            case REPORT -> report(c);
            case LEAVE -> new Leave();
            case REJECTION -> new Rejection(c.oneOf(RejectionCode.values()), c.between(0, MAX));
            case TROUBLE ->
                    new Trouble(subStream(c), c.between(0, MAX), c.oneOf(TroubleReason.values()));
            case HELLO ->
                    new Hello(
                            stream(c),
                            session(c),
                            c.between(Hello.FRAME_CHUNKS_MIN, Hello.FRAME_CHUNKS_MAX));
            case SUBSCRIBE -> new Subscribe(subStream(c), c.between(1, MAX));
            case UNSUBSCRIBE -> new Unsubscribe(subStream(c));
            case DATA -> data(c);
            case REFUSE -> new Refuse(subStream(c), c.oneOf(RefuseReason.values()));
            case NACK -> nack(c);
            case BYE -> new Bye(c.oneOf(CloseReason.values()));
        };
    }

    static RoomSettings settings(Choices c) {
        int bufferMillis = c.between(500, 60_000);
        return Settings.of(Systems.all().byCode(c.between(0, Systems.all().list().size() - 1)))
                .bitrateKbps(c.between(8, 1_000_000))
                .trickleIce(c.flag())
                .ipv6(c.flag())
                .bufferMillis(bufferMillis)
                .emergencyWindowMillis(c.between(100, bufferMillis - 1))
                .startMillis(c.between(1, bufferMillis))
                .subStreams(c.between(1, 31))
                .backups(c.between(0, 2))
                .relayDepthMax(c.between(1, 4))
                .baseStreamMaxPercent(c.between(0, 95))
                .roundRobin(c.flag())
                .gapGraceMillis(c.between(0, 60_000))
                .silentMillis(c.between(100, 60_000))
                .fanOutMax(c.between(0, 32))
                .budgetPercent(c.between(1, 100))
                .uploadPerDownloadPercent(c.between(0, 10_000))
                .frameChunks(15 * c.between(1, 4_369))
                .build();
    }

    static Capabilities capabilities(Choices c) {
        return new Capabilities(
                c.oneOf(NatType.values()),
                c.flag(),
                c.oneOf(Access.values()),
                c.oneOf(Device.values()),
                c.between(0, 10_000_000),
                c.between(0, 65_535),
                c.between(0, 255));
    }

    private static Index index(Choices c) {
        int count = c.between(0, Index.HEADERS_MAX);
        int first = c.between(1, MAX - Index.HEADERS_MAX);
        List<SliceHeader> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(header(c, first + i, SliceHeader.SIZE_MAX));
        }
        return new Index(headers);
    }

    private static SliceHeader header(Choices c, int slice, int sizeMax) {
        return new SliceHeader(
                slice,
                c.between(0L, SliceHeader.DTS_MILLIS_MAX),
                c.between(0, SliceHeader.DURATION_MILLIS_MAX),
                c.between(0, sizeMax),
                c.between(0, SliceHeader.FLAGS_MAX));
    }

    private static Data data(Choices c) {
        SliceHeader header =
                header(c, session(c), c.between(0, 9) == 9 ? SliceHeader.SIZE_MAX : 4_000);
        int firstChunk = 15 * c.between(0, Seal.blocks(header) - 1);
        int chunkCount = Math.min(15 * c.between(1, 3), header.chunks() - firstChunk);
        Payload bytes = bytes(c, header.bytes(firstChunk, chunkCount));
        Seal seal = firstChunk == 0 ? seal(c, header) : null;
        return new Data(header, firstChunk, chunkCount, c.between(0, 255), seal, bytes);
    }

    private static Seal seal(Choices c, SliceHeader header) {
        Payload hashes = bytes(c, Seal.blocks(header) * Seal.HASH_BYTES);
        return new Seal(c.between(0, 255), hashes, bytes(c, Seal.SIGNATURE_BYTES));
    }

    private static Nack nack(Choices c) {
        int count = c.between(0, Nack.RUNS_MAX);
        List<ChunkRun> runs = new ArrayList<>();
        int end = 0;
        while (runs.size() < count && end < ChunkRun.CHUNKS_MAX) {
            int first = c.between(end, Math.min(ChunkRun.CHUNKS_MAX - 1, end + 300));
            int length = c.between(1, Math.min(ChunkRun.CHUNKS_MAX - first, 300));
            runs.add(new ChunkRun(first, length));
            end = first + length;
        }
        return new Nack(session(c), runs);
    }

    private static Peers peers(Choices c) {
        int count = c.between(0, Peers.SESSIONS_MAX);
        List<Integer> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(session(c));
        }
        return new Peers(sessions);
    }

    private static Assign assign(Choices c) {
        List<Slot> slots = new ArrayList<>();
        for (int sub = Assign.SLOTS_MAX - 1; sub >= 0; sub--) {
            if (c.flag()) {
                slots.add(new Slot(sub, c.between(0, MAX), c.between(0, MAX)));
            }
        }
        return new Assign(c.between(Assign.NONE, 30), slots);
    }

    private static Report report(Choices c) {
        int count = c.between(0, Report.PROVIDERS_MAX);
        List<ProviderReport> providers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            providers.add(
                    new ProviderReport(session(c), c.between(0, MAX), c.between(0, MAX), c.flag()));
        }
        return new Report(
                c.between(0, MAX),
                c.between(0L, Report.BYTES_MAX),
                c.between(0L, Report.BYTES_MAX),
                c.between(0L, Report.BYTES_MAX),
                c.between(0L, Report.BYTES_MAX),
                c.between(0, MAX),
                providers);
    }

    private static StreamKey stream(Choices c) {
        return new StreamKey(c.between(0L, Long.MAX_VALUE - 1), -c.between(0L, Long.MAX_VALUE - 1));
    }

    private static PeerId peerId(Choices c) {
        return new PeerId(-c.between(0L, Long.MAX_VALUE - 1), c.between(0L, Long.MAX_VALUE - 1));
    }

    private static int session(Choices c) {
        return c.between(1, MAX);
    }

    private static int subStream(Choices c) {
        return c.between(0, 30);
    }

    private static Payload blob(Choices c, int max) {
        return bytes(c, c.between(0, max));
    }

    /** Long payloads repeat one choice, so that examples stay cheap to make and to shrink. */
    private static Payload bytes(Choices c, int length) {
        if (length <= 16) {
            return Payload.of(c.bytes(length));
        }
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, c.bytes(1)[0]);
        return Payload.of(bytes);
    }
}
