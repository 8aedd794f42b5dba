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

/**
 * Samples of every type of message: one with its bytes written out, and valid ones over the whole
 * of every range. A new type needs a line in each.
 */
final class MessageSamples {
    private static final int MAX = Integer.MAX_VALUE;
    private static final StreamKey STREAM = new StreamKey(0x0001020304050607L, 0x08090a0b0c0d0e0fL);
    private static final String STREAM_HEX = "000102030405060708090a0b0c0d0e0f";

    private MessageSamples() {}

    /** A message and its bytes, one group of digits per field. */
    record Golden(Message message, String hex) {}

    static List<Golden> goldens() {
        List<Golden> goldens = new ArrayList<>(withScheduler());
        goldens.addAll(withTracker());
        goldens.addAll(betweenViewers());
        return goldens;
    }

    private static List<Golden> withScheduler() {
        return List.of(
                new Golden(
                        new GetLink(STREAM, Payload.ofLength(32)),
                        "08 00 03 " + STREAM_HEX + "00".repeat(32)),
                new Golden(
                        new LinkAnswer(
                                3,
                                Payload.of(Hex.bytes("abcd")),
                                Payload.ofLength(32),
                                Settings.douyu()
                                        .bitrateKbps(4_000)
                                        .ipv6(false)
                                        .bufferMillis(8_000)
                                        .build()),
                        "09 00 03 02 abcd"
                                + "00".repeat(32)
                                + "01 a01f 01 00 c03e a01f e807 00 00"
                                + " 06 01 01 00 01 b817 dc0b e807 0c 50 00 01"),
                new Golden(
                        new Index(
                                List.of(
                                        new SliceHeader(7, 6_000, 1_000, 500_000, 1),
                                        new SliceHeader(8, 7_000, 1_040, 400_000, 0),
                                        new SliceHeader(9, 5_000, 960, 0, 6))),
                        "0a 00 03 07 e05d e807 a0c21e 01 00 9008 80b518 00 bf2f c007 00 06"));
    }

    private static List<Golden> withTracker() {
        return List.of(
                new Golden(
                        new Join(
                                STREAM,
                                new PeerId(0x1011121314151617L, 0x18191a1b1c1d1e1fL),
                                new Capabilities(
                                        NatType.PORT_RESTRICTED,
                                        true,
                                        Access.WIFI,
                                        Device.PHONE,
                                        5_000,
                                        4_134,
                                        2),
                                Payload.of(new byte[] {'a', 'b', 'c'})),
                        "10 00 03 "
                                + STREAM_HEX
                                + " 101112131415161718191a1b1c1d1e1f"
                                + " 04 01 01 02 8827 a620 02 03 616263"),
                new Golden(new JoinOk(300, 5_000), "11 00 ac02 8827"),
                new Golden(new Peers(List.of(1, 128, 16_384)), "12 00 03 01 8001 808001"),
                new Golden(
                        new Assign(2, List.of(new Slot(0, 300, 0), new Slot(1, 301, 302))),
                        "13 00 03 02 00 ac02 00 01 ad02 ae02"),
                new Golden(
                        new Signal(9, 1, SignalKind.CANDIDATE, Payload.of(Hex.bytes("cafe"))),
                        "15 00 09 01 02 02 cafe"),
                new Golden(
                        new Report(
                                5_000,
                                2_000_000,
                                500_000,
                                0,
                                1L << 32,
                                7_000,
                                List.of(new ProviderReport(300, 4, 1, true))),
                        "16 00 8827 80897a a0c21e 00 8080808010 d836 01 ac02 04 01 01"),
                new Golden(new Leave(), "19 00"),
                new Golden(new Rejection(RejectionCode.BUSY, 30_000), "1a 00 04 b0ea01"),
                new Golden(new Trouble(5, 300, TroubleReason.SILENT), "1b 00 05 ac02 02"));
    }

    private static List<Golden> betweenViewers() {
        return List.of(
                new Golden(new Hello(STREAM, 300, 15), "20 00 03 " + STREAM_HEX + " ac02 0f"),
                new Golden(new Subscribe(4, 1_000), "24 00 04 e807"),
                new Golden(new Unsubscribe(4), "25 00 04"),
                new Golden(
                        new Data(
                                new SliceHeader(7, 6_000, 1_000, 15_362, 1),
                                15,
                                1,
                                1,
                                null,
                                Payload.of(Hex.bytes("beef"))),
                        "28 00 07 f02e e807 8278 01 0f 01 01 beef"),
                new Golden(
                        new Data(
                                new SliceHeader(7, 6_000, 1_000, 2, 1),
                                0,
                                1,
                                0,
                                new Seal(3, Payload.ofLength(32), Payload.ofLength(64)),
                                Payload.of(Hex.bytes("beef"))),
                        "28 01 07 f02e e807 02 01 00 01 00 03" + "00".repeat(96) + "beef"),
                new Golden(new Refuse(4, RefuseReason.QUOTA), "29 00 04 02"),
                new Golden(
                        new Nack(7, List.of(new ChunkRun(3, 2), new ChunkRun(10, 1))),
                        "2a 00 07 02 03 02 05 01"),
                new Golden(
                        new Have(
                                5,
                                List.of(
                                        new PieceRun(7, 0, 3, Have.HERE),
                                        new PieceRun(7, 5, 1, Have.COMING),
                                        new PieceRun(9, 2, 20, Have.HERE))),
                        "22 00 05 03 07 00 0d 00 02 04 02 02 51"),
                new Golden(
                        new Request(
                                2_000,
                                List.of(
                                        new PieceRun(7, 4, 1, Request.SEAL_WANTED),
                                        new PieceRun(8, 0, 2, 0))),
                        "26 00 d00f 02 07 04 05 01 00 08"),
                new Golden(
                        new Absent(
                                List.of(
                                        new PieceRun(7, 4, 1, Absent.BUSY),
                                        new PieceRun(7, 6, 1, Absent.NOT_HERE))),
                        "2f 00 02 07 04 06 00 01 04"),
                new Golden(new Bye(CloseReason.WRONG_ROOM), "32 00 03"));
    }

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
            case HAVE -> new Have(c.between(0, MAX), pieces(c, 0, Have.HERE));
            case REQUEST ->
                    new Request(
                            c.between(0, Request.PATIENCE_MAX), pieces(c, 1, Request.SEAL_WANTED));
            case ABSENT -> new Absent(pieces(c, 1, Absent.BUSY));
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
                .skipAfterMillis(c.between(0, 60_000))
                .catchUpPercent(c.between(0, 25))
                .everyKnob(knob -> c.between(knob.low(), knob.high()))
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
        Seal seal = c.flag() ? seal(c, header) : null;
        return new Data(header, firstChunk, chunkCount, c.between(0, 255), seal, bytes);
    }

    private static Seal seal(Choices c, SliceHeader header) {
        Payload hashes = bytes(c, Seal.blocks(header) * Seal.HASH_BYTES);
        return new Seal(c.between(0, 255), hashes, bytes(c, Seal.SIGNATURE_BYTES));
    }

    private static List<PieceRun> pieces(Choices c, int least, int markMax) {
        int count = c.between(least, c.between(0, 9) == 9 ? PieceRun.RUNS_MAX : 20);
        List<PieceRun> runs = new ArrayList<>();
        int slice = c.between(1, MAX - PieceRun.RUNS_MAX);
        int end = 0;
        while (runs.size() < count) {
            boolean next = end >= PieceRun.PIECES_MAX || c.flag();
            slice += next ? 1 : 0;
            int first = c.between(next ? 0 : end, PieceRun.PIECES_MAX - 1);
            end = first + c.between(1, Math.min(PieceRun.PIECES_MAX - first, 300));
            runs.add(new PieceRun(slice, first, end - first, c.between(0, markMax)));
        }
        return runs;
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
