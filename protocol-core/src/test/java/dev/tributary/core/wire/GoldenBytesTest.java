package dev.tributary.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.SystemProfile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the wire, byte by byte: a change here is a change of the protocol. */
class GoldenBytesTest {
    static List<MessageSamples.Golden> goldens() {
        return MessageSamples.goldens();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void bytesOfEveryMessageAreFixed(MessageSamples.Golden golden)
            throws MalformedMessageException {
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
                .startsWith("cdn-only", "douyu", "random-push");
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
