package dev.tributary.transport.origin;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** Where a stream comes from: a publisher who knows a secret, or an HTTP-FLV URL. */
public final class OriginStreamConfig {
    private static final MediaLayout SECONDS = new MediaLayout(MediaLayout.SECOND, 1);

    /** Fewest characters of a secret. */
    public static final int SECRET_MIN = 16;

    /**
     * Slices that may be cut beyond one per second: a source that sends faster than it plays waits.
     * Numbers thus stay near the seconds of the clock, where the next run of the origin begins. Of
     * shorter slices as many more.
     */
    public static final int AHEAD_MAX = 30;

    private final MediaLayout layout;
    private final StreamKey stream;
    private final byte[] secret;
    private final BaseUrl.Target source;
    private final int aheadMax;

    private OriginStreamConfig(
            StreamKey stream,
            byte[] secret,
            BaseUrl.Target source,
            int aheadMax,
            MediaLayout layout) {
        this.layout = layout;
        this.aheadMax = aheadMax;
        this.stream = stream;
        this.secret = secret;
        this.source = source;
    }

    /** A stream that is pushed by whoever knows a secret of at least {@value #SECRET_MIN} chars. */
    public static OriginStreamConfig pushed(StreamKey stream, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Check.range("length of the secret", bytes.length, SECRET_MIN, 256);
        return new OriginStreamConfig(stream, bytes, null, AHEAD_MAX, SECONDS);
    }

    /**
     * A stream that the origin pulls.
     *
     * @throws IllegalArgumentException when the name of the source says that it is no FLV
     */
    public static OriginStreamConfig pulled(StreamKey stream, BaseUrl.Target source) {
        String path = source.path().replaceFirst("[?].*$", "").toLowerCase(Locale.ROOT);
        if (path.endsWith(".m3u8") || path.endsWith(".mpd")) {
            throw new IllegalArgumentException(
                    "a playlist (.m3u8, .mpd) is no FLV; give the stream's HTTP-FLV, mostly the same"
                            + " address with .flv");
        }
        return new OriginStreamConfig(stream, null, source, AHEAD_MAX, SECONDS);
    }

    /** Returns the same with another lead of a source over real time, slices. */
    public OriginStreamConfig withAhead(int slices) {
        return new OriginStreamConfig(stream, secret, source, slices, layout);
    }

    /**
     * Returns the same with slices of another length, which must be that of the stream's rooms.
     *
     * @param millis as {@link SlicerConfig#sliceMillis}
     */
    public OriginStreamConfig withSlices(int millis) {
        return new OriginStreamConfig(stream, secret, source, aheadMax, new MediaLayout(millis, 1));
    }

    MediaLayout layout() {
        return layout;
    }

    int aheadMax() {
        return aheadMax;
    }

    StreamKey stream() {
        return stream;
    }

    /** Returns the URL to pull, or null. */
    BaseUrl.Target source() {
        return source;
    }

    /** Returns whether a publisher is who may publish; takes equally long whatever differs. */
    boolean admits(String given) {
        return secret != null
                && given != null
                && MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8));
    }
}
