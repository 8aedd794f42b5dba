package dev.tributary.transport.token;

import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.crypto.Mac;

/** Mints tokens; part of the platform's backend, or of our scheduler. Not thread safe. */
public final class TokenMint {
    /** Life of a token: to join within, not to stay within; seconds (T4). */
    public static final int LIFE_SECONDS = 120;

    private final TokenKey key;
    private final Mac mac;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer id = ByteBuffer.allocate(16);

    /** Creates a mint that signs with one key by the given wall clock. */
    public TokenMint(TokenKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
        mac = key.mac();
    }

    /**
     * Returns a new token.
     *
     * @param fingerprint SHA-256 of the viewer's DTLS certificate, 32 bytes
     * @param flags 0..255
     */
    public byte[] mint(StreamKey stream, Payload fingerprint, int flags) {
        random.nextBytes(id.array());
        long expiry = clock.instant().getEpochSecond() + LIFE_SECONDS;
        return new RoomToken(stream, fingerprint, expiry, id.getLong(0), id.getLong(8), flags)
                .sign(key.id(), mac);
    }
}
