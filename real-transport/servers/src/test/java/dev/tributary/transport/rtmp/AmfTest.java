package dev.tributary.transport.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AMF0 in and out. */
final class AmfTest {
    private static AmfReader reader(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new AmfReader(bytes, 0, bytes.length);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        AmfWriter amf = new AmfWriter().text("é").number(-0.5).nothing().begin();
        amf.field("a", "b").field("c", 4).beginField("d").field("e", "f").end().end();
        byte[] bytes = amf.bytes();
        AmfReader read = new AmfReader(bytes, 0, bytes.length);
        assertThat(read.next().text()).isEqualTo("é");
        assertThat(read.next().number()).isEqualTo(-0.5);
        assertThat(read.next()).isEqualTo(new AmfValue.Nothing());
        AmfValue object = read.next();
        assertThat(object.field("a").text()).isEqualTo("b");
        assertThat(object.field("c").number()).isEqualTo(4);
        assertThat(object.field("d").field("e").text()).isEqualTo("f");
        assertThat(object.field("x").field("y")).isEqualTo(new AmfValue.Nothing());
        assertThat(read.hasNext()).isFalse();
        assertThat(read.nextOrNothing()).isEqualTo(new AmfValue.Nothing());
    }

    @ParameterizedTest
    @CsvSource({
        "0101, Flag[value=true]",
        "06, Nothing[]",
        "0d, Nothing[]",
        "0c00000001 41, Text[value=A]",
        "0f00000001 41, Text[value=A]",
        "0800000007 0001 61 05 000009, 'Fields[values={a=Nothing[]}]'",
        "0a00000002 05 0100, 'Items[values=[Nothing[], Flag[value=false]]]'",
        "0b0000000000000000 0000, Quantity[value=0.0]",
        "100001 43 0001 61 0101 000009, 'Fields[values={a=Flag[value=true]}]'"
    })
    void everyKindOfTheFormatIsRead(String hex, String value) throws Exception {
        AmfReader amf = reader(hex.replace(" ", ""));
        assertThat(amf.next()).hasToString(value);
        assertThat(amf.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0200",
                "020005",
                "0cffffffff",
                "0affffffff",
                "03",
                "030001",
                "03000161",
                "07",
                "11",
                "ff"
            })
    void whatEndsTooSoonOrIsNoAmf0IsRefused(String hex) {
        assertThatThrownBy(() -> reader(hex).next()).isInstanceOf(MalformedRtmpException.class);
    }

    @Test
    void depthAndNumberAreBounded() throws Exception {
        String open = "0a00000001";
        int most = RtmpLimits.AMF_DEPTH_MAX;
        assertThat(reader(open.repeat(most) + "05").next()).isInstanceOf(AmfValue.Items.class);
        assertThatThrownBy(() -> reader(open.repeat(most + 1) + "05").next())
                .hasMessageContaining("too many or too deep");
        AmfReader many = reader("05".repeat(RtmpLimits.AMF_VALUES_MAX + 1));
        for (int i = 0; i < RtmpLimits.AMF_VALUES_MAX; i++) {
            many.next();
        }
        assertThatThrownBy(many::next).hasMessageContaining("too many or too deep");
    }
}
