package dev.tributary.transport.edge;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.hls.SliceSource;

/** What an edge keeps of a stream, as HLS is made from it. */
final class KeptSlices implements SliceSource {
    private final SliceStore store;
    private final HeaderHistory headers;

    KeptSlices(SliceStore store, HeaderHistory headers) {
        this.store = store;
        this.headers = headers;
    }

    @Override
    public int oldest() {
        return store.oldest();
    }

    @Override
    public int after(int slice) {
        if (slice >= store.newest()) {
            return 0;
        }
        int next = Math.max(slice + 1, store.oldest());
        while (store.get(next) == null) {
            next++;
        }
        return next;
    }

    @Override
    public SliceHeader header(int slice) {
        StoredSlice stored = store.get(slice);
        return stored == null ? null : stored.header();
    }

    @Override
    public byte[] media(int slice) {
        StoredSlice stored = store.get(slice);
        return stored == null ? null : stored.media();
    }

    @Override
    public byte[] start(int slice) {
        SignedHeader header = headers.of(slice);
        return header == null ? null : bytes(header.flv());
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }
}
