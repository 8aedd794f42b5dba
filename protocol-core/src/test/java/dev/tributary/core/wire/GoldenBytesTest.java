package dev.tributary.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the wire, byte by byte: a change here is a change of the protocol. */
class GoldenBytesTest {
    private static final StreamKey STREAM = new StreamKey(0x0001020304050607L, 0x08090a0b0c0d0e0fL);
    private static final String STREAM_HEX = "000102030405060708090a0b0c0d0e0f";

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
                        "08 00 02 " + STREAM_HEX + "00".repeat(32)),
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
                                + "01 a01f 01 00 c03e a01f e807"
                                + " 06 01 01 00 01 b817 dc0b 0c 50 00 01"),
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
                        "10 00 02 "
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
                new Golden(new Hello(STREAM, 300, 15), "20 00 02 " + STREAM_HEX + " ac02 0f"),
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
                        "28 00 07 f02e e807 02 01 00 01 00 03" + "00".repeat(96) + "beef"),
                new Golden(new Refuse(4, RefuseReason.QUOTA), "29 00 04 02"),
                new Golden(
                        new Nack(7, List.of(new ChunkRun(3, 2), new ChunkRun(10, 1))),
                        "2a 00 07 02 03 02 05 01"),
                new Golden(new Bye(CloseReason.WRONG_ROOM), "32 00 03"));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void bytesOfEveryMessageAreFixed(Golden golden) throws MalformedMessageException {
        byte[] encoded = MessageCodec.encode(golden.message());

        assertThat(Hex.of(encoded)).isEqualTo(golden.hex().replace(" ", ""));
        assertThat(Hex.decode(golden.hex())).isEqualTo(golden.message());
        assertThat(golden.message().wireBytes()).isEqualTo(encoded.length);
    }

    @ParameterizedTest
    @EnumSource(Message.Type.class)
    void everyTypeHasAGolden(Message.Type type) {
        assertThat(goldens()).extracting(golden -> golden.message().type()).contains(type);
    }

    @Test
    void everyRecordOfTheSealedMessageHasAGolden() {
        assertThat(goldens())
                .extracting(golden -> golden.message().getClass().getName())
                .containsAll(
                        Arrays.stream(Message.class.getPermittedSubclasses())
                                .map(Class::getName)
                                .toList());
    }

    @Test
    void wireValuesOfEnumsAreFixed() {
        assertThat(names(NatType.values()))
                .isEqualTo(
                        "OPEN SYMMETRIC_FIREWALL FULL_CONE ADDRESS_RESTRICTED PORT_RESTRICTED"
                                + " SYMMETRIC UDP_BLOCKED");
        assertThat(names(Access.values())).isEqualTo("WIRED WIFI CELLULAR");
        assertThat(names(Device.values())).isEqualTo("PC TV PHONE");
        assertThat(Systems.all().list().stream().map(SystemProfile::name))
                .containsExactly("cdn-only", "douyu", "random-push");
        for (SystemProfile system : Systems.all().list()) {
            assertThat(Systems.all().byCode(system.code())).isSameAs(system);
        }
        assertThat(names(SignalKind.values()))
                .isEqualTo("OFFER ANSWER CANDIDATE END_OF_CANDIDATES");
        assertThat(names(TroubleReason.values()))
                .isEqualTo("CONNECT_FAILED LINK_LOST SILENT REFUSED NONE_ASSIGNED FORGED");
        assertThat(names(RejectionCode.values()))
                .isEqualTo("BAD_TOKEN UNKNOWN_ROOM FULL BAD_REQUEST BUSY");
        assertThat(names(RefuseReason.values())).isEqualTo("FULL NOT_SEEDING QUOTA");
        assertThat(names(CloseReason.values()))
                .isEqualTo("LEAVING UNUSED PROTOCOL WRONG_ROOM FAILED");
    }

    private static String names(Enum<?>[] values) {
        return String.join(" ", Arrays.stream(values).map(Enum::name).toList());
    }
}
