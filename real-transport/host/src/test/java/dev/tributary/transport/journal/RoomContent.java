package dev.tributary.transport.journal;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What travels in a {@link Room}: media of real bytes, and descriptions that name their offer. */
final class RoomContent {
    private static final int SLICE_BYTES = 312_500;
    static final Payload ADDRESS = Payload.of(new byte[] {(byte) 203, 0, 113, 7});

    private RoomContent() {}

    static Payload hash(int content) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) content);
        return Payload.of(bytes);
    }

    static SliceHeader header(int slice) {
        int bytes = SLICE_BYTES + slice % 7 * 1_000;
        return new SliceHeader(slice, (slice - 1) * 1_000L, 1_000, bytes, SliceHeader.KEYFRAME);
    }

    static Data media(int slice, int first, int count) {
        SliceHeader header = header(slice);
        byte[] bytes = new byte[header.bytes(first, count)];
        Arrays.fill(bytes, (byte) slice);
        byte[] hashes = new byte[Seal.blocks(header) * Seal.HASH_BYTES];
        Arrays.fill(hashes, (byte) (slice * 3));
        byte[] signature = new byte[Seal.SIGNATURE_BYTES];
        Seal seal = new Seal(1, Payload.of(hashes), Payload.of(signature));
        return new Data(header, first, count, 0, first == 0 ? seal : null, Payload.of(bytes));
    }

    static Payload description(String ufrag) {
        Payload names = Payload.of(ufrag.getBytes(StandardCharsets.US_ASCII));
        Payload password =
                Payload.of("secretpasswordofaviewer".getBytes(StandardCharsets.US_ASCII));
        Candidate host = new Candidate(Candidate.Kind.HOST, ADDRESS, 5_000, 7, 1);
        return SignalCodec.encode(
                new Description(hash(9), names, password, false, 16_384, List.of(host)));
    }

    static int code(Payload offer) {
        try {
            Payload ufrag = SignalCodec.description(offer).ufrag();
            byte[] digits = new byte[ufrag.length()];
            ufrag.copyTo(digits, 0);
            return Integer.parseInt(new String(digits, StandardCharsets.US_ASCII));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    static Data forged(Data data) {
        return new Data(
                data.header(),
                data.firstChunk(),
                data.chunkCount(),
                data.hop(),
                data.seal(),
                Payload.of(new byte[data.payload().length()]));
    }
}
