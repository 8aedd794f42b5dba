package dev.tributary.transport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What of a message is kept, and what is not. */
class MessageRecordTest {
    private static Payload filled(int length, int content) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) content);
        return Payload.of(bytes);
    }

    private static Data first(int content, int sealed) {
        SliceHeader header = new SliceHeader(9, 8_000, 1_000, 40_000, 3);
        Seal seal = new Seal(5, filled(3 * 32, sealed), filled(64, 1));
        return new Data(header, 0, 15, 1, seal, filled(15_360, content));
    }

    private static Data again(Data data) throws JournalException {
        return (Data) MessageRecord.decode(MessageRecord.encode(data));
    }

    @Test
    void mediaKeepsWhatTheCoreLooksAt() throws JournalException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            SliceHeader header =
                    new SliceHeader(
                            1 + random.nextInt(Integer.MAX_VALUE - 1),
                            random.nextLong(SliceHeader.DTS_MILLIS_MAX),
                            random.nextInt(SliceHeader.DURATION_MILLIS_MAX),
                            random.nextInt(1 << random.nextInt(23)),
                            random.nextInt(8));
            int first = 15 * random.nextInt((header.chunks() + 14) / 15);
            int count = Math.min(15 * (1 + random.nextInt(9)), header.chunks() - first);
            Payload media = filled(header.bytes(first, count), i);
            Seal seal = first == 0 ? new Seal(i & 255, hashes(header, i), filled(64, i)) : null;
            Data data = new Data(header, first, count, i & 255, seal, media);
            Data made = again(data);
            assertThat(made.header()).isEqualTo(header);
            assertThat(made.firstChunk()).isEqualTo(first);
            assertThat(made.chunkCount()).isEqualTo(count);
            assertThat(made.hop()).isEqualTo(data.hop());
            assertThat(made.payload().length()).isEqualTo(media.length());
            assertThat(made.payload().hasBytes()).isFalse();
            assertThat(made.wireBytes()).isEqualTo(data.wireBytes());
        }
    }

    private static Payload hashes(SliceHeader header, int content) {
        return filled(Seal.blocks(header) * Seal.HASH_BYTES, content);
    }

    @Test
    void sealsThatDifferStayDifferent() throws JournalException {
        assertThat(again(first(1, 7)).seal()).isEqualTo(again(first(2, 7)).seal());
        assertThat(again(first(1, 7)).seal()).isNotEqualTo(again(first(1, 8)).seal());
        Data without = first(1, 7);
        Seal ofLength = Seal.ofLength(without.header());
        Data simulated = new Data(without.header(), 0, 15, 1, ofLength, Payload.ofLength(15_360));
        assertThat(again(simulated).seal().hashes().hasBytes()).isFalse();
    }

    @Test
    void otherMediaHasAnotherDigest() {
        assertThat(MessageRecord.encode(first(1, 7)))
                .isNotEqualTo(MessageRecord.encode(first(2, 7)));
        assertThat(Digest.of(filled(9, 1))).isNotEqualTo(Digest.of(filled(10, 1)));
        assertThat(Digest.of(filled(0, 0))).isNotZero();
        assertThat(Digest.of(Payload.ofLength(9))).isZero();
    }

    @Test
    void impossibleMediaIsRefusedBeforeAnythingIsAllocated() {
        byte[] fine = MessageRecord.encode(first(1, 7));
        SplittableRandom random = new SplittableRandom(2);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] mutant =
                    Arrays.copyOf(fine, random.nextInt(4) == 0 ? random.nextInt(60) : fine.length);
            for (int j = 0; j < 3 && mutant.length > 0; j++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            try {
                MessageRecord.decode(mutant);
            } catch (JournalException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(10_000, 49_999);
        byte[] longer = Arrays.copyOf(fine, fine.length + 1);
        assertThatThrownBy(() -> MessageRecord.decode(longer))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("too many");
    }

    @Test
    void otherMessagesAreAsOnTheWire() throws JournalException {
        Nack nack = new Nack(5, List.of());
        assertThat(MessageRecord.decode(MessageRecord.encode(nack))).isEqualTo(nack);
    }

    @Test
    void trackersKeepAddressesAndFingerprintsButNoCredentials() throws MalformedMessageException {
        Payload fingerprint = filled(32, 3);
        Payload ufrag = text("frag");
        Payload password = text("p".repeat(22));
        Candidate at = new Candidate(Candidate.Kind.HOST, filled(4, 9), 5_000, 1, 0);
        Description said = new Description(fingerprint, ufrag, password, true, 16_384, List.of(at));
        Signal offer = new Signal(4, 2, SignalKind.OFFER, SignalCodec.encode(said));
        Signal masked = (Signal) Masked.trackers(offer);
        Description kept = SignalCodec.description(masked.blob());

        assertThat(masked.wireBytes()).isEqualTo(offer.wireBytes());
        assertThat(kept.fingerprint()).isEqualTo(fingerprint);
        assertThat(kept.candidates()).containsExactly(at);
        assertThat(kept.ufrag()).isNotEqualTo(ufrag);
        assertThat(kept.password()).isNotEqualTo(password);
        Signal sdp = new Signal(4, 2, SignalKind.OFFER, text("v=0\r\n"));
        assertThat(Masked.trackers(sdp)).as("dropped for what it is").isEqualTo(sdp);
    }

    private static Payload text(String chars) {
        return Payload.of(chars.getBytes(StandardCharsets.US_ASCII));
    }
}
