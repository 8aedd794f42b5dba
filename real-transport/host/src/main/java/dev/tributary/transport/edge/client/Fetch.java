package dev.tributary.transport.edge.client;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpCall;
import dev.tributary.transport.client.ResponseSink;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;

/**
 * A fetch of chunks: a range of the slice and, when it begins with the first chunk or the seal is
 * wanted, the seal beside it. Each block is handed over as soon as its bytes are there; the first
 * one waits for the seal.
 */
final class Fetch {
    /** No chunk brings the seal. */
    private static final int NONE = -1;

    private static final int BLOCK_BYTES = RoomSettings.BLOCK_CHUNKS * RoomSettings.CHUNK_BYTES;

    private final EdgeClient client;
    private final int request;
    private final int slice;
    private final byte[] block = new byte[BLOCK_BYTES];
    private final byte[] sealMessage = new byte[FrameReader.MESSAGE_MAX - BLOCK_BYTES];
    private HttpCall mediaCall;
    private HttpCall sealCall;
    private SliceHeader header;
    private byte[] firstBlock;
    private int sealLength;
    private int sealedChunk;
    private boolean sealDone = true;
    private boolean mediaDone;
    private boolean over;
    private int nextChunk;
    private int endChunk;
    private int have;

    Fetch(EdgeClient client, int request, int slice) {
        this.client = client;
        this.request = request;
        this.slice = slice;
    }

    /** Asks; runs that are no whole blocks are widened to such. */
    void start(int firstChunk, int chunkCount, boolean sealWanted) {
        nextChunk = firstChunk - firstChunk % RoomSettings.BLOCK_CHUNKS;
        sealedChunk = sealWanted || nextChunk == 0 ? nextChunk : NONE;
        String path = client.streamPath() + "/slices/" + slice;
        if (sealedChunk != NONE) {
            sealDone = false;
            sealCall = HttpCall.get(client.node(), path + ".seal", new SealAnswer());
            client.http().request(sealCall);
        }
        long from = (long) nextChunk * RoomSettings.CHUNK_BYTES;
        String range = "bytes=" + from + "-";
        endChunk = Integer.MAX_VALUE;
        if (chunkCount > 0) {
            int end = firstChunk + chunkCount + RoomSettings.BLOCK_CHUNKS - 1;
            endChunk = end - end % RoomSettings.BLOCK_CHUNKS;
            range += (long) endChunk * RoomSettings.CHUNK_BYTES - 1;
        }
        mediaCall = HttpCall.get(client.node(), path, new MediaAnswer());
        client.http().request(mediaCall.with(HttpHeaderNames.RANGE, range));
    }

    int request() {
        return request;
    }

    /** Cuts the answers off; nothing more is heard of them. */
    void cancel() {
        over = true;
        if (mediaCall != null) {
            mediaCall.cancel();
        }
        if (sealCall != null) {
            sealCall.cancel();
        }
    }

    private void finish(boolean good) {
        if (over) {
            return;
        }
        if (!good) {
            cancel();
        }
        over = true;
        client.fetchDone(this, good);
    }

    /** The connection failed: the node may be gone. */
    private void lost() {
        if (!over) {
            client.nodeFailed();
            finish(false);
        }
    }

    /** The edge has no such slice; its short answers may end, so that the connections stay. */
    private void refused() {
        if (!over) {
            over = true;
            client.fetchDone(this, false);
        }
    }

    private void finishIfDone() {
        if (mediaDone && sealDone) {
            finish(true);
        }
    }

    /** A whole block is there: hands it over, but the first one only with its seal. */
    private void blockDone(int size) {
        byte[] media = Arrays.copyOf(block, size);
        int first = nextChunk;
        int count = Math.min(RoomSettings.BLOCK_CHUNKS, header.chunks() - first);
        nextChunk += count;
        have = 0;
        if (first == sealedChunk) {
            firstBlock = media;
            handOverFirst();
        } else {
            client.data(request, new Data(header, first, count, 0, null, Payload.of(media)));
        }
    }

    private void handOverFirst() {
        byte[] media = firstBlock;
        if (media == null || !sealDone || over) {
            return;
        }
        Seal seal = seal();
        if (seal == null) {
            finish(false);
            return;
        }
        firstBlock = null;
        int count = Math.min(RoomSettings.BLOCK_CHUNKS, header.chunks() - sealedChunk);
        client.data(request, new Data(header, sealedChunk, count, 0, seal, Payload.of(media)));
    }

    /** The seal's message lacks nothing but the slice's first block, be it what it may. */
    private Seal seal() {
        int block = header.bytes(0, Math.min(RoomSettings.BLOCK_CHUNKS, header.chunks()));
        byte[] message = Arrays.copyOf(sealMessage, sealLength + block);
        try {
            return MessageCodec.decode(message, 0, message.length) instanceof Data data
                            && data.header().equals(header)
                            && data.firstChunk() == 0
                    ? data.seal()
                    : null;
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    private final class MediaAnswer implements ResponseSink {
        @Override
        public void head(BaseUrl base, int status, HttpHeaders headers) {
            header = SliceText.header(headers.get(EdgeApi.SLICE, ""));
            boolean placed =
                    header != null && header.slice() == slice && nextChunk < header.chunks();
            if (status >= 400) {
                refused();
                return;
            }
            if (status != 206 || !placed) {
                finish(false);
                return;
            }
            endChunk = Math.min(endChunk, header.chunks());
            int from = nextChunk * RoomSettings.CHUNK_BYTES;
            int last = from + header.bytes(nextChunk, endChunk - nextChunk) - 1;
            String range = "bytes " + from + "-" + last + "/" + header.sizeBytes();
            if (!range.equals(headers.get(HttpHeaderNames.CONTENT_RANGE))) {
                finish(false);
            }
        }

        @Override
        public void bytes(ByteBuf bytes) {
            while (bytes.isReadable() && !over) {
                int size = header.bytes(nextChunk, RoomSettings.BLOCK_CHUNKS);
                if (nextChunk >= endChunk || size == 0) {
                    finish(false);
                    return;
                }
                int count = Math.min(bytes.readableBytes(), size - have);
                bytes.readBytes(block, have, count);
                have += count;
                if (have == size) {
                    blockDone(size);
                }
            }
        }

        @Override
        public void end() {
            if (over || have > 0 || nextChunk < endChunk) {
                finish(false);
            } else {
                mediaDone = true;
                finishIfDone();
            }
        }

        @Override
        public void failed(String reason) {
            lost();
        }
    }

    private final class SealAnswer implements ResponseSink {
        private boolean good;

        @Override
        public void head(BaseUrl base, int status, HttpHeaders headers) {
            good = status == 200;
            if (status >= 400) {
                refused();
            }
        }

        @Override
        public void bytes(ByteBuf bytes) {
            int count = bytes.readableBytes();
            good &= count <= sealMessage.length - sealLength;
            if (good) {
                bytes.readBytes(sealMessage, sealLength, count);
                sealLength += count;
            }
        }

        @Override
        public void end() {
            if (!good) {
                finish(false);
                return;
            }
            sealDone = true;
            handOverFirst();
            finishIfDone();
        }

        @Override
        public void failed(String reason) {
            lost();
        }
    }
}
