package dev.tributary.transport.origin;

import dev.tributary.core.base.Check;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Where a stream comes from: a publisher who knows a secret, or an HTTP-FLV URL. */
public final class OriginStreamConfig {
    /** Fewest characters of a secret. */
    public static final int SECRET_MIN = 16;

    private final StreamKey stream;
    private final byte[] secret;
    private final BaseUrl.Target source;

    private OriginStreamConfig(StreamKey stream, byte[] secret, BaseUrl.Target source) {
        this.stream = stream;
        this.secret = secret;
        this.source = source;
    }

    /** A stream that is pushed by whoever knows a secret of at least {@value #SECRET_MIN} chars. */
    public static OriginStreamConfig pushed(StreamKey stream, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Check.range("length of the secret", bytes.length, SECRET_MIN, 256);
        return new OriginStreamConfig(stream, bytes, null);
    }

    /** A stream that the origin pulls. */
    public static OriginStreamConfig pulled(StreamKey stream, BaseUrl.Target source) {
        return new OriginStreamConfig(stream, null, source);
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
