package dev.tributary.transport.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks of all kinds, and the bounds of what is held. */
final class ChunkReaderTest {
    private final ChunkReader reader = new ChunkReader();

    private List<RtmpMessage> messages(ClientBytes client) throws MalformedRtmpException {
        byte[] bytes = client.bytes();
        List<RtmpMessage> messages = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            at += reader.feed(bytes, at, bytes.length);
            RtmpMessage message = reader.poll();
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }

    private void refused(ClientBytes client, String why) {
        assertThatThrownBy(() -> messages(client))
                .isInstanceOf(MalformedRtmpException.class)
                .hasMessageContaining(why);
    }

    @Test
    void shorterHeadersTakeWhatTheyLeaveOutFromTheOneBefore() throws Exception {
        ClientBytes client = new ClientBytes().message(5, 8, 1, 1_000, new byte[3]);
        client.put(0x45, 1).put(20, 3).put(2, 3).put(9, 1).put(0xaabb, 2); // length and type
        client.put(0x85, 1).put(30, 3).put(0xccdd, 2); // a delta
        client.put(0xc5, 1).put(0xeeff, 2); // the same delta again
        assertThat(messages(client))
                .extracting(RtmpMessage::millis)
                .containsExactly(1_000L, 1_020L, 1_050L, 1_080L);
    }

    @Test
    void aMessageWithoutAHeaderAfterAWholeOneRepeatsItsTimeAsADelta() throws Exception {
        ClientBytes client = new ClientBytes().message(5, 8, 1, 40, new byte[1]);
        client.put(0xc5, 1).put(1, 1);
        assertThat(messages(client)).extracting(RtmpMessage::millis).containsExactly(40L, 80L);
    }

    @Test
    void timesAboveTwentyFourBitsAreExtendedInEveryChunk() throws Exception {
        long late = 0xffff_fff0L;
        ClientBytes client = new ClientBytes().message(5, 9, 1, late, new byte[300]);
        client.put(0x85, 1).put(0x20, 3).put(0, 4).put(0, 4);
        byte[] rest = new byte[292];
        client.raw(Arrays.copyOf(rest, 120));
        client.put(0xc5, 1).raw(Arrays.copyOf(rest, 128));
        client.put(0xc5, 1).raw(Arrays.copyOf(rest, 44));
        List<RtmpMessage> found = messages(client);
        assertThat(found).extracting(RtmpMessage::length).containsExactly(300, 300);
        assertThat(found).extracting(RtmpMessage::millis).containsExactly(late, 0x10L);
    }

    @Test
    void chunkStreamsInterleaveAndTheirNumbersHaveThreeForms() throws Exception {
        ClientBytes client = new ClientBytes();
        client.put(0x00, 1).put(6, 1).put(0, 3).put(200, 3).put(8, 1).put(0, 4); // 70
        client.raw(new byte[128]);
        client.put(0x01, 1).put(6, 1).put(1, 1).put(0, 3).put(4, 3).put(9, 1).put(0, 4); // 326
        client.raw(new byte[4]);
        client.put(0xc0, 1).put(6, 1).raw(new byte[72]);
        assertThat(messages(client)).extracting(RtmpMessage::type).containsExactly(9, 8);
        assertThat(reader.heldBytes()).isZero();
    }

    @Test
    void theChunkSizeIsSetAndAMessageIsAborted() throws Exception {
        ClientBytes client = new ClientBytes().chunkSize(1_000);
        client.message(4, 9, 1, 0, new byte[1_500]);
        client.put(0x06, 1).put(0, 3).put(3_000, 3).put(9, 1).put(0, 4).raw(new byte[1_000]);
        client.message(2, MessageType.ABORT, 0, 0, new byte[] {0, 0, 0, 6});
        client.message(6, 8, 1, 0, new byte[2]);
        assertThat(messages(client)).extracting(RtmpMessage::length).containsExactly(1_500, 2);
        assertThat(reader.heldBytes()).isZero();
    }

    @Test
    void anEmptyMessageIsAMessage() throws Exception {
        assertThat(messages(new ClientBytes().message(4, 8, 1, 0, new byte[0]))).hasSize(1);
    }

    @Test
    void sizesAreBounded() throws Exception {
        refusedOf(false, whole(4, 20, RtmpLimits.COMMAND_BYTES_MAX + 1), "at most 8192 bytes");
        refusedOf(false, whole(4, 9, RtmpLimits.COMMAND_BYTES_MAX + 1), "at most 8192 bytes");
        refusedOf(true, whole(4, 20, RtmpLimits.COMMAND_BYTES_MAX + 1), "at most 8192 bytes");
        refusedOf(true, whole(4, 9, RtmpLimits.MESSAGE_BYTES_MAX + 1), "at most 4194289 bytes");
        refusedOf(false, new ClientBytes().chunkSize(0), "a chunk size of 1");
        refusedOf(false, new ClientBytes().chunkSize(-1), "a chunk size of 1");
        reader.publishing(true);
        ClientBytes largest = new ClientBytes().chunkSize(Integer.MAX_VALUE);
        largest.raw(whole(4, 9, RtmpLimits.MESSAGE_BYTES_MAX).bytes());
        largest.raw(new byte[RtmpLimits.MESSAGE_BYTES_MAX]);
        assertThat(messages(largest)).hasSize(1);
    }

    private static void refusedOf(boolean publisher, ClientBytes client, String why) {
        ChunkReaderTest fresh = new ChunkReaderTest();
        fresh.reader.publishing(publisher);
        fresh.refused(client, why);
    }

    private static ClientBytes whole(int chunkStream, int type, int length) {
        return new ClientBytes()
                .put(chunkStream, 1)
                .put(0, 3)
                .put(length, 3)
                .put(type, 1)
                .put(0, 4);
    }

    @Test
    void chunkStreamsAreBounded() throws Exception {
        ClientBytes client = new ClientBytes();
        for (int i = 0; i < RtmpLimits.CHUNK_STREAMS_MAX; i++) {
            client.message(3 + i, 8, 1, 0, new byte[1]);
        }
        assertThat(messages(client)).hasSize(RtmpLimits.CHUNK_STREAMS_MAX);
        refused(new ClientBytes().message(50, 8, 1, 0, new byte[1]), "at most 16 chunk streams");
    }

    @Test
    void whatIsHeldIsBoundedAndNoMoreThanTwiceWhatCame() throws Exception {
        ClientBytes some = new ClientBytes().chunkSize(6_000);
        some.raw(whole(3, 9, 8_000).bytes()).raw(new byte[6_000]);
        some.raw(whole(4, 9, 8_000).bytes()).raw(new byte[6_000]);
        messages(some);
        assertThat(reader.heldBytes()).isBetween(12_000L, 16_000L);
        ClientBytes more = new ClientBytes().raw(whole(5, 9, 8_000).bytes());
        refused(more.raw(new byte[8_000]), "less under way at once");
    }

    @Test
    void headersOutOfPlaceAreRefused() {
        refused(new ClientBytes().put(0x85, 1).put(1, 3), "begins with a whole header");
        ChunkReaderTest again = new ChunkReaderTest();
        ClientBytes open = new ClientBytes().raw(whole(3, 9, 200).bytes()).raw(new byte[128]);
        again.refused(open.raw(whole(3, 9, 200).bytes()), "the rest of a message");
    }

    @Test
    void aControlMessageMayBeginWithoutAMessageStreamAsLibrtmpDoes() throws Exception {
        ClientBytes client = new ClientBytes().put(0x42, 1).put(0, 3).put(6, 3).put(4, 1);
        assertThat(messages(client.raw(new byte[6]))).hasSize(1);
    }
}
