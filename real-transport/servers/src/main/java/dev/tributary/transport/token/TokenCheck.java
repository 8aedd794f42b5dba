package dev.tributary.transport.token;

import dev.tributary.core.base.Check;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.crypto.Mac;

/**
 * Checks tokens for a tracker. Not thread safe.
 *
 * <p>A token admits {@link ReplayTable#USES_MAX} times rather than once: a viewer whose network
 * changes, or whose tracker restarts, comes back with the token it has. Whoever copies it gains
 * little: it names the DTLS certificate that every peer insists on, so the copy can look at a few
 * assignments of that room, for {@value TokenMint#LIFE_SECONDS} s, but exchange no byte with
 * anyone.
 */
public final class TokenCheck {
    /** How far two clocks may be apart, seconds. */
    public static final int SKEW_SECONDS = 30;

    /** Keys that are valid at once: the new one and the one before it. */
    public static final int KEYS_MAX = 2;

    /**
     * A verdict.
     *
     * @param token what the token says, null unless the verdict is {@link TokenVerdict#VALID}
     */
    public record Result(TokenVerdict verdict, RoomToken token) {
        /** Returns whether the token admits its bearer. */
        public boolean valid() {
            return verdict == TokenVerdict.VALID;
        }

        private static Result of(TokenVerdict verdict) {
            return new Result(verdict, null);
        }
    }

    private record KnownKey(int id, Mac mac) {}

    private final Deque<KnownKey> keys = new ArrayDeque<>();
    private final InstantSource clock;
    private final ReplayTable used;

    /**
     * Creates a check.
     *
     * @param keys the one or two valid keys, oldest first
     * @param clock wall clock
     * @param tokensMax tokens remembered per life of a token; the next is refused
     */
    public TokenCheck(List<TokenKey> keys, InstantSource clock, int tokensMax) {
        Check.range("keys", keys.size(), 1, KEYS_MAX);
        this.clock = clock;
        used = new ReplayTable(tokensMax);
        keys.forEach(this::rotate);
    }

    /** Takes a new key and forgets the one before the last; replaces a key of the same number. */
    public void rotate(TokenKey key) {
        keys.removeIf(known -> known.id == key.id());
        keys.addLast(new KnownKey(key.id(), key.mac()));
        if (keys.size() > KEYS_MAX) {
            keys.removeFirst();
        }
    }

    /** Checks a token that came with a request to join a room; never throws. */
    public Result check(Payload token, StreamKey room) {
        if (token.length() != RoomToken.BYTES || token.at(0) != RoomToken.VERSION) {
            return Result.of(TokenVerdict.MALFORMED);
        }
        byte[] bytes = new byte[RoomToken.BYTES];
        token.copyTo(bytes, 0);
        Mac mac = mac(bytes[1] & 255);
        if (mac == null) {
            return Result.of(TokenVerdict.UNKNOWN_KEY);
        }
        byte[] given = new byte[RoomToken.MAC_BYTES];
        System.arraycopy(bytes, RoomToken.SIGNED_BYTES, given, 0, given.length);
        if (!MessageDigest.isEqual(given, RoomToken.signature(bytes, mac))) {
            return Result.of(TokenVerdict.FORGED);
        }
        RoomToken read = RoomToken.read(bytes);
        TokenVerdict verdict = judge(read, room);
        return new Result(verdict, verdict == TokenVerdict.VALID ? read : null);
    }

    private TokenVerdict judge(RoomToken token, StreamKey room) {
        long now = clock.instant().getEpochSecond();
        if (!token.stream().equals(room)) {
            return TokenVerdict.WRONG_ROOM;
        }
        if (now > token.expirySeconds() + SKEW_SECONDS) {
            return TokenVerdict.EXPIRED;
        }
        if (token.expirySeconds() > now + TokenMint.LIFE_SECONDS + SKEW_SECONDS) {
            return TokenVerdict.TOO_LONG;
        }
        return used.use(now, token.idHigh(), token.idLow());
    }

    private Mac mac(int id) {
        for (KnownKey key : keys) {
            if (key.id == id) {
                return key.mac;
            }
        }
        return null;
    }
}
