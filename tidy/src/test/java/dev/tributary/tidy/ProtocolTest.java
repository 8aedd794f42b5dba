package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.tidy.WireDialogue.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtocolTest {
    private static final Protocol PROTOCOL = new Protocol();
    private static final String TEXT = Repository.own().text("docs/protocol.md");

    private static List<String> complaints(String text) {
        return PROTOCOL.complaints(new ProtocolDocument(text));
    }

    @Test
    void rangesAreThoseOfTheCodec() {
        assertThat(new ProtocolDocument(TEXT).claims()).hasSizeGreaterThan(30);
        assertThat(complaints(TEXT)).isEmpty();
    }

    @Test
    void idsAreThoseOfTheMessages() {
        Map<String, Integer> ids = new TreeMap<>();
        for (Message.Type type : Message.Type.values()) {
            ids.put(type.name(), type.id());
        }
        assertThat(new ProtocolDocument(TEXT).ids()).isEqualTo(ids);
    }

    @Test
    void versionIsThatOfTheCodec() {
        assertThat(new ProtocolDocument(TEXT).versions())
                .hasSizeGreaterThan(3)
                .containsOnly(MessageCodec.VERSION);
    }

    @Test
    void everyRangeIsLearntFromTheCodec() {
        byte[] head = {(byte) Message.Type.JOIN_OK.id(), 0};
        List<Field> fields =
                WireDialogue.fields(
                        bytes -> MessageCodec.decode(bytes, 0, bytes.length), head, Map.of());
        assertThat(fields)
                .containsExactly(
                        new Field("session", 1, Integer.MAX_VALUE, 1),
                        new Field("reportMillis", 1, 3_600_000, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "zone v 0..255, zone v 0..256, 'zone is 0..255 in the codec, not 0..256'",
        "reportMillis v 1.., reportMillis v 0.., 'reportMillis is 1..3600000 in the codec, not 0..3600000'",
        "[slot] <= 31, [slot] <= 32, 'slots count is 0..31 in the codec, not 0..32'",
        "ufrag blob 4..32, ufrag blob 4..64, 'ufrag is 4..32 in the codec, not 4..64'",
        "`0..2^23`, `0..2^24`, 'sizeBytes is 0..8388608 in the codec, not 0..2^24'",
        "isp v 0..65535, asn v 0..65535, 'asn is no field in the codec, not 0..65535'",
        "zone v 0..255, zone 0..255, 'cannot read `zone 0..255`'"
    })
    void aWrongRangeIsNamed(String right, String wrong, String complaint) {
        assertThat(TEXT).contains(right);
        List<String> complaints = complaints(TEXT.replace(right, wrong));
        assertThat(complaints).anyMatch(line -> line.endsWith(complaint));
    }

    @Test
    void listsOfNamesAreThoseOfEnums() {
        List<List<String>> said = new ProtocolDocument(TEXT).enums();
        assertThat(said).hasSizeGreaterThan(8);
        assertThat(Enums.constants(Repository.own().texts(), "protocol-core/src/main/"))
                .containsAll(said);
    }

    @Test
    void constantsAreReadFromSources() {
        String source =
                "enum A {\n/** One, two. */\nONE(1),\n// no\nTWO { int x() { return 1; } };\n}"
                        + " enum B implements C { X_1, Y }";
        assertThat(Enums.constants(Map.of("a/A.java", source), "a/"))
                .containsExactlyInAnyOrder(List.of("ONE", "TWO"), List.of("X_1", "Y"));
    }

    @Test
    void listsOfNamesAreRead() {
        List<List<String>> enums =
                new ProtocolDocument("`nat enum` (A, B_C,\nD). Kinds: E, F.").enums();
        assertThat(enums).isEqualTo(Arrays.asList(List.of("A", "B_C", "D"), List.of("E", "F")));
    }
}
