package dev.tributary.transport.origin;

import dev.tributary.core.slice.CutSlice;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.edge.EdgeStream;
import dev.tributary.transport.edge.StoredSlice;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.flv.FlvDemuxer;
import dev.tributary.transport.flv.FlvOutput;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.FlvTags;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.flv.OddTag;
import dev.tributary.transport.http.Refusals;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.seal.SliceSealer;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream at its origin: at most one source at a time, slicer, sealer, published slices. */
final class OriginStream implements SlicerOutput {
    private static final Logger LOG = LoggerFactory.getLogger(OriginStream.class);

    /** A source that is silent for so long can be replaced: it may be gone without a word. */
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Between two lines about silence: some encoders send a picture now and then. */
    private static final long COMPLAINT_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Silence of a source that is worth a line; well above what encoders pause. */
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final StreamKey key;
    private final EdgeStream stream;
    private final SliceNumbers.OfStream numbers;
    private final Slicer slicer;
    private final Pace pace;
    private final Refusals refusals;
    private Configuration configuration = new Configuration();
    private byte[] start = {};
    private Source source;
    private SliceSealer sealer;

    /** First slice that the index lists: older ones are signed with another key. */
    private int listedFrom;

    private boolean fresh;
    private long complainedNanos = System.nanoTime() - COMPLAINT_NANOS;

    OriginStream(
            OriginStreamConfig config,
            EdgeStream stream,
            OriginKeys keys,
            SliceNumbers.OfStream numbers,
            Refusals refusals) {
        key = config.stream();
        pace = new Pace(config.aheadMax(), config.layout(), System.nanoTime());
        this.stream = stream;
        this.refusals = refusals;
        this.numbers = numbers;
        sealer = new SliceSealer(key, keys);
        slicer = new Slicer(SlicerConfig.of(config.layout()), this, numbers.first());
    }

    /**
     * One publisher, or one connection to what is pulled, from its beginning to its end. It brings
     * either FLV or tags.
     */
    final class Source implements FlvOutput {
        private final FlvDemuxer demuxer = new FlvDemuxer(this);
        private final FlvTags tags = new FlvTags(this);
        private final Runnable replaced;
        private long heardNanos = System.nanoTime();
        private boolean standsStill;

        Source(Runnable replaced) {
            this.replaced = replaced;
        }

        /**
         * Takes the next bytes of FLV.
         *
         * @throws MalformedFlvException when they are no FLV; the source has ended then
         */
        void feed(ByteBuf bytes) throws MalformedFlvException {
            if (source != this) {
                return;
            }
            goesOn();
            heardNanos = System.nanoTime();
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy);
            try {
                demuxer.feed(copy, 0, copy.length);
            } catch (MalformedFlvException e) {
                end();
                throw e;
            }
            publishIndex();
        }

        /** Takes the next tag, as {@link FlvTags#tag}. */
        void tag(int type, long millis, byte[] body) {
            if (source == this) {
                goesOn();
                heardNanos = System.nanoTime();
                tags.tag(type, millis, body);
                publishIndex();
            }
        }

        @Override
        public void tag(MediaTag tag, byte[] bytes) {
            slicer.onTag(tag, bytes);
        }

        @Override
        public void skipped(OddTag why) {
            refusals.count(why.word(), null, "stream " + EdgeApi.name(key));
        }

        private void goesOn() {
            if (standsStill) {
                standsStill = false;
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - heardNanos);
                LOG.info("stream {}: goes on after {} s", EdgeApi.name(key), seconds);
            }
        }

        private void look(long nowNanos) {
            boolean silent = nowNanos - heardNanos >= STANDSTILL_NANOS && !ahead();
            if (silent && !standsStill && nowNanos - complainedNanos >= COMPLAINT_NANOS) {
                standsStill = true;
                complainedNanos = nowNanos;
                LOG.warn(
                        "stream {}: stands still: its source is connected and has sent nothing for"
                                + " {} s",
                        EdgeApi.name(key),
                        TimeUnit.NANOSECONDS.toSeconds(STANDSTILL_NANOS));
            }
        }

        /** Returns whether the source is faster than time. */
        boolean ahead() {
            return pace.ahead(System.nanoTime());
        }

        /** Returns whether the FLV has got as far as its first tag. */
        boolean hasHeader() {
            return demuxer.hasHeader();
        }

        /** The source has ended; harmless later. */
        void end() {
            if (source == this) {
                demuxer.finish();
                source = null;
                slicer.onEnd();
                publishIndex();
                configuration = new Configuration();
                stream.published(false);
                String at = stream.newest() == 0 ? "before its first" : "at";
                LOG.info("stream {}: ended {} slice {}", EdgeApi.name(key), at, newestOrFirst());
            }
        }
    }

    /**
     * Makes a new source the one that is heard.
     *
     * @param who it is, for the log
     * @param replaced called when another takes its place
     * @return the source, or null while there is another one
     */
    Source begin(String who, Runnable replaced) {
        if (taken()) {
            return null;
        }
        stop();
        source = new Source(replaced);
        stream.published(true);
        String from = stream.newest() == 0 ? "with" : "after";
        LOG.info("stream {}: began {} slice {}: {}", EdgeApi.name(key), from, newestOrFirst(), who);
        return source;
    }

    /** Returns the newest slice, or the number of the first while there is none. */
    private int newestOrFirst() {
        return stream.newest() == 0 ? numbers.first() : stream.newest();
    }

    /**
     * Signs with other keys from the next slice on. Whoever comes then knows no other key, so that
     * the index begins with it, and the header is signed anew.
     */
    void sign(OriginKeys keys) {
        sealer = new SliceSealer(key, keys);
        listedFrom = stream.newest() + 1;
        start = new byte[] {};
    }

    /** Returns whether there is a source that is not silent. */
    boolean taken() {
        return source != null && System.nanoTime() - source.heardNanos < SILENT_NANOS;
    }

    /** About once a second: says when the source stands still. */
    void look() {
        if (source != null) {
            source.look(System.nanoTime());
        }
    }

    /** Ends the source, if there is one. */
    void stop() {
        if (source != null) {
            Source last = source;
            last.end();
            last.replaced.run();
        }
    }

    @Override
    public void slice(CutSlice slice, byte[] media) {
        SliceHeader header = slice.header();
        numbers.use(header.slice());
        configuration.take(media);
        byte[] flv = configuration.flv(slice.audio(), slice.video());
        if (!Arrays.equals(flv, start)) {
            start = flv;
            stream.header(header.slice(), SignedHeader.of(flv, sealer.signHeader(flv)));
        }
        stream.publish(new StoredSlice(header, sealer.seal(header, media), media));
        pace.slice(System.nanoTime(), header);
        fresh = true;
    }

    @Override
    public void retime(byte[] media, int at, long dtsMillis) {
        FlvTag.retime(media, at, dtsMillis);
    }

    @Override
    public void refused(MediaTag tag, TagRefusal reason) {
        refusals.count(
                "tag_" + reason.name().toLowerCase(Locale.ROOT),
                null,
                "stream " + EdgeApi.name(key));
    }

    private List<SliceHeader> listed() {
        return slicer.index().headers().stream()
                .filter(header -> header.slice() >= listedFrom)
                .toList();
    }

    private void publishIndex() {
        if (fresh) {
            fresh = false;
            Index index = new Index(listed());
            byte[] message = MessageCodec.encode(index);
            byte[] signature = sealer.signIndex(message);
            stream.index(new SignedIndex(index, Payload.of(message), Payload.of(signature)));
        }
    }
}
