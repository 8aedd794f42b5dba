package dev.tributary.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.slice.CutSlice;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.Settings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageCodecTest {
    private static final StreamKey STREAM = new StreamKey(1, 2);

    @ParameterizedTest
    @EnumSource(Message.Type.class)
    void decodingUndoesEncoding(Message.Type type) {
        Property.of("round trip of " + type, c -> MessageSamples.of(type, c))
                .holds(
                        message -> {
                            byte[] encoded = MessageCodec.encode(message);
                            assertThat(message.wireBytes()).isEqualTo(encoded.length);
                            assertThat(message.type()).isEqualTo(type);
                            assertThat(Hex.decode(encoded)).isEqualTo(message);
                        });
    }

    @Test
    void messageInTheMiddleOfAnArrayIsReadAndWrittenInPlace() throws Exception {
        byte[] target = new byte[12];
        Arrays.fill(target, (byte) 0x55);

        int written = MessageCodec.encode(new Subscribe(4, 1_000), target, 3);

        assertThat(written).isEqualTo(5);
        assertThat(Hex.of(target)).isEqualTo("555555" + "240004e807" + "55555555");
        assertThat(MessageCodec.decode(target, 3, 5)).isEqualTo(new Subscribe(4, 1_000));
    }

    @Test
    void targetThatIsTooShortIsRefusedUntouched() {
        byte[] target = new byte[6];

        assertThatThrownBy(() -> MessageCodec.encode(new Subscribe(4, 1_000), target, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(target).containsOnly(0);
    }

    @Test
    void payloadWithoutBytesIsWrittenAsZerosOverWhatWasThere() {
        SliceHeader header = new SliceHeader(1, 0, 0, 3, 0);
        Data data = new Data(header, 0, 1, 0, Seal.ofLength(header), Payload.ofLength(3));
        byte[] target = new byte[data.wireBytes()];
        Arrays.fill(target, (byte) 0x55);

        MessageCodec.encode(data, target, 0);

        assertThat(Hex.of(target)).endsWith("000000").doesNotContain("55");
    }

    @ParameterizedTest
    @CsvSource({"ff00,true", "017f,true", "0180,false", "0000,true"})
    void unknownTypeIsIgnorableUnlessItIsCritical(String hex, boolean ignorable) {
        MalformedMessageException fault =
                catchThrowableOfType(MalformedMessageException.class, () -> Hex.decode(hex));

        assertThat(fault.ignorable()).isEqualTo(ignorable);
        assertThat(fault.offset()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 | type",
                "24 | 1 | flags",
                "24 01 04 01 | 1 | flags 0",
                "24 80 04 01 | 1 | flags 0",
                "28 02 07 00 00 02 01 00 01 01 beef | 1 | flags 0..1",
                "24 00 04 8100 | 3 | fromSlice in its shortest form",
                "24 00 04 808080808000 | 3 | fromSlice below 2^31",
                "24 00 04 8080808008 | 3 | fromSlice below 2^31",
                "24 00 04 00 | 3 | fromSlice in 1..2147483647",
                "24 00 1f 01 | 2 | subStream in 0..30",
                "24 00 04 80 | 4 | fromSlice",
                "24 00 04 01 00 | 4 | the end",
                "19 00 00 | 2 | the end",
                "32 00 05 | 2 | close reason in 0..4",
                "08 00 01 000102030405060708090a0b0c0d0e0f | 2 | version in 3..3",
                "08 00 03 00010203040506 | 3 | stream key",
                "08 00 03 000102030405060708090a0b0c0d0e0f 00 | 19 | fingerprint of 32 bytes",
                "15 00 09 01 02 03 cafe | 5 | blob length that fits the message",
                "15 00 09 01 02 818001 cafe | 5 | blob length in 0..1024",
                "12 00 ff01 01 | 2 | sessions count that fits the message",
                "12 00 8002 01 | 2 | sessions count in 0..255",
                "13 00 03 02 01 00 00 01 00 00 | 8 | one slot per sub-stream before",
                "28 00 07 00 00 8278 01 0f 01 01 be | 11 | payload of 2 bytes",
                "28 00 07 00 00 8278 01 0f 01 01 beef00 | 11 | payload of 2 bytes",
                "28 00 07 00 00 8278 01 0e 01 01 be | 10 | whole blocks before",
                "28 00 07 00 00 8278 01 00 0e 01 be | 10 | whole blocks before",
                "28 01 07 00 00 02 01 00 01 01 00 beef | 11 | hashes of 32 bytes",
                "28 00 07 00 00 8210 01 02 02 01 beef | 9 | chunkCount in 1..1",
                "28 00 07 00 00 8210 01 03 01 01 beef | 8 | firstChunk in 0..2",
                "16 00 00 818080808080808001 00 00 00 00 00 | 3 | peerBytes in 0..1125899906842624",
                "16 00 00 ffffffffffffffffff00 00 00 00 00 00 | 3 | peerBytes below 2^63",
                "16 00 00 00 00 00 00 00 01 01 00 00 02 | 12 | connected 0 or 1",
                "0a 00 01 01 01 00 00 00 | 5 | dtsMillis in 0..1125899906842624 before",
            })
    void faultNamesPlaceAndExpectation(String hex, int offset, String expected) {
        assertThatThrownBy(() -> Hex.decode(hex == null ? "" : hex))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        fault -> {
                            assertThat(fault.expected()).isEqualTo(expected);
                            assertThat(fault.offset()).isEqualTo(offset);
                            assertThat(fault.ignorable()).isFalse();
                            assertThat(fault)
                                    .hasMessage("offset " + offset + ": expected " + expected);
                        });
    }

    @Test
    void varintsAreMeasuredExactly() {
        for (int bit = 0; bit < 31; bit++) {
            for (int value : new int[] {(1 << bit) - 1, 1 << bit}) {
                byte[] bytes = new byte[16];
                WireWriter out = new WireWriter(bytes, 0);
                out.varint(value);
                assertThat(WireSize.of(value)).isEqualTo(out.position());
                out.varint((long) value << 31);
                assertThat(WireSize.of(value) + WireSize.of((long) value << 31))
                        .isEqualTo(out.position());
            }
        }
    }

    @Test
    void everyValueOfEveryEnumTravels() throws Exception {
        for (NatType nat : NatType.values()) {
            for (Access access : Access.values()) {
                for (Device device : Device.values()) {
                    Capabilities able = new Capabilities(nat, false, access, device, 0, 0, 0);
                    travels(new Join(STREAM, new PeerId(1, 2), able, Payload.ofLength(0)));
                }
            }
        }
        for (SystemProfile strategy : Systems.all().list()) {
            travels(
                    new LinkAnswer(
                            0,
                            Payload.ofLength(0),
                            Payload.ofLength(LinkAnswer.KEY_BYTES),
                            Settings.of(strategy).bitrateKbps(4_000).build()));
        }
        for (SignalKind kind : SignalKind.values()) {
            travels(new Signal(1, 0, kind, Payload.ofLength(0)));
        }
        for (TroubleReason reason : TroubleReason.values()) {
            travels(new Trouble(0, 0, reason));
        }
        for (RejectionCode code : RejectionCode.values()) {
            travels(new Rejection(code, 0));
        }
        for (RefuseReason reason : RefuseReason.values()) {
            travels(new Refuse(0, reason));
        }
        for (CloseReason reason : CloseReason.values()) {
            travels(new Bye(reason));
        }
    }

    @Test
    void fullestIndexOfASlicerFitsAMessage() throws Exception {
        Slicer slicer =
                new Slicer(
                        new SlicerConfig(1_000, Index.HEADERS_MAX),
                        new SlicerOutput() {
                            @Override
                            public void slice(CutSlice slice, byte[] media) {}

                            @Override
                            public void retime(byte[] media, int at, long dtsMillis) {}

                            @Override
                            public void refused(MediaTag tag, TagRefusal reason) {}
                        });
        for (int i = 0; i < Index.HEADERS_MAX + 40; i++) {
            slicer.onTag(
                    new MediaTag(MediaTag.Kind.VIDEO, 2_000L * i, 500_000, MediaTag.Role.KEYFRAME));
        }

        Index index = new Index(slicer.index().headers());

        assertThat(index.headers()).hasSize(Index.HEADERS_MAX);
        travels(index);
    }

    private static void travels(Message message) throws MalformedMessageException {
        assertThat(Hex.decode(MessageCodec.encode(message))).isEqualTo(message);
    }
}
