package dev.tributary.core.wire;

import dev.tributary.core.slice.SliceHeader;
import java.util.List;

/** Bodies of the messages between viewers; the edge sends {@link Data} too. */
final class LinkCodec {
    private static final RefuseReason[] REFUSALS = RefuseReason.values();
    private static final CloseReason[] CLOSES = CloseReason.values();

    /** Gap and count take a byte each. */
    private static final int RUN_BYTES_MIN = 2;

    private LinkCodec() {}

    static void write(Hello message, WireWriter out) {
        out.u8(MessageCodec.VERSION);
        out.key(message.stream().high(), message.stream().low());
        out.varint(message.session());
        out.varint(message.frameChunksMax());
    }

    static Hello hello(WireReader in) throws MalformedMessageException {
        RoomCodec.version(in);
        StreamKey stream = RoomCodec.streamKey(in);
        int session = TrackerCodec.session(in);
        int frameChunksMax =
                in.varint("frameChunksMax", Hello.FRAME_CHUNKS_MIN, Hello.FRAME_CHUNKS_MAX);
        return new Hello(stream, session, frameChunksMax);
    }

    static void write(Subscribe message, WireWriter out) {
        out.varint(message.subStream());
        out.varint(message.fromSlice());
    }

    static Subscribe subscribe(WireReader in) throws MalformedMessageException {
        int subStream = TrackerCodec.subStream(in);
        return new Subscribe(subStream, in.varint("fromSlice", 1, Integer.MAX_VALUE));
    }

    static void write(Unsubscribe message, WireWriter out) {
        out.varint(message.subStream());
    }

    static Unsubscribe unsubscribe(WireReader in) throws MalformedMessageException {
        return new Unsubscribe(TrackerCodec.subStream(in));
    }

    static void write(Data message, WireWriter out) {
        RoomCodec.write(message.header(), out);
        out.varint(message.firstChunk());
        out.varint(message.chunkCount());
        out.u8(message.hop());
        if (message.seal() != null) {
            out.u8(message.seal().keyId());
            out.tail(message.seal().hashes());
            out.tail(message.seal().signature());
        }
        out.tail(message.payload());
    }

    static Data data(WireReader in) throws MalformedMessageException {
        SliceHeader header = RoomCodec.header(in);
        int chunks = header.chunks();
        int firstChunk = in.varint("firstChunk", 0, chunks - 1);
        int chunkCount = in.varint("chunkCount", 1, chunks - firstChunk);
        if (!Seal.aligned(header, firstChunk, chunkCount)) {
            throw in.malformed("whole blocks before");
        }
        int hop = in.u8("hop");
        Seal seal = firstChunk == 0 ? seal(in, header) : null;
        Payload payload = in.tail("payload", header.bytes(firstChunk, chunkCount));
        return new Data(header, firstChunk, chunkCount, hop, seal, payload);
    }

    private static Seal seal(WireReader in, SliceHeader header) throws MalformedMessageException {
        int keyId = in.u8("keyId");
        Payload hashes = in.bytes("hashes", Seal.blocks(header) * Seal.HASH_BYTES);
        return new Seal(keyId, hashes, in.bytes("signature", Seal.SIGNATURE_BYTES));
    }

    static void write(Nack message, WireWriter out) {
        List<ChunkRun> missing = message.missing();
        out.varint(message.slice());
        out.varint(missing.size());
        int end = 0;
        for (int i = 0; i < missing.size(); i++) {
            ChunkRun run = missing.get(i);
            out.varint(run.first() - end);
            out.varint(run.count());
            end = run.first() + run.count();
        }
    }

    static Nack nack(WireReader in) throws MalformedMessageException {
        int slice = in.varint("slice", 1, Integer.MAX_VALUE);
        ChunkRun[] missing = new ChunkRun[in.count("runs", Nack.RUNS_MAX, RUN_BYTES_MIN)];
        int end = 0;
        for (int i = 0; i < missing.length; i++) {
            int first = end + in.varint("gap", 0, ChunkRun.CHUNKS_MAX - 1 - end);
            missing[i] = new ChunkRun(first, in.varint("count", 1, ChunkRun.CHUNKS_MAX - first));
            end = first + missing[i].count();
        }
        return new Nack(slice, List.of(missing));
    }

    static void write(Refuse message, WireWriter out) {
        out.varint(message.subStream());
        out.varint(message.reason().ordinal());
    }

    static Refuse refuse(WireReader in) throws MalformedMessageException {
        int subStream = TrackerCodec.subStream(in);
        return new Refuse(subStream, in.oneOf("refuse reason", REFUSALS));
    }

    static void write(Bye message, WireWriter out) {
        out.varint(message.reason().ordinal());
    }

    static Bye bye(WireReader in) throws MalformedMessageException {
        return new Bye(in.oneOf("close reason", CLOSES));
    }
}
