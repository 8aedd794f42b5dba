package dev.tributary.transport.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Only what a mint with a known key gave out, for this room and now, is ever accepted. */
final class TokenTest {
    private static final StreamKey ROOM = new StreamKey(1, 2);
    private static final StreamKey OTHER = new StreamKey(1, 3);
    private static final int MUTATIONS = 1_000_000;

    private final byte[] fingerprint = filled(32, 7);
    private long now = 1_800_000_000L;
    private final InstantSource clock = () -> Instant.ofEpochSecond(now);
    private final TokenMint mint = new TokenMint(key(1), clock);
    private final TokenCheck check = check(key(1));

    @Test
    void acceptsAGoodTokenAndReadsIt() {
        byte[] token = mint(mint);
        assertThat(token).hasSize(RoomToken.BYTES).hasSizeLessThanOrEqualTo(Join.TOKEN_MAX);
        TokenCheck.Result result = check.check(Payload.of(token), ROOM);
        assertThat(result.valid()).isTrue();
        assertThat(result.token().stream()).isEqualTo(ROOM);
        assertThat(result.token().fingerprint()).isEqualTo(Payload.of(fingerprint));
        assertThat(result.token().expirySeconds()).isEqualTo(now + 120);
        assertThat(result.token().flags()).isEqualTo(0xa5);
    }

    @Test
    void refusesTheWrongRoomKeyAndLength() {
        byte[] token = mint(mint);
        assertThat(verdict(check, token, OTHER)).isEqualTo(TokenVerdict.WRONG_ROOM);
        assertThat(verdict(check(key(2)), token, ROOM)).isEqualTo(TokenVerdict.UNKNOWN_KEY);
        TokenKey same = new TokenKey(1, filled(32, 99));
        assertThat(verdict(check(same), token, ROOM)).isEqualTo(TokenVerdict.FORGED);
        for (int length = 0; length <= Join.TOKEN_MAX; length++) {
            TokenVerdict expected =
                    length == RoomToken.BYTES ? TokenVerdict.VALID : TokenVerdict.MALFORMED;
            assertThat(verdict(check, Arrays.copyOf(token, length), ROOM)).isEqualTo(expected);
        }
        assertThat(check.check(Payload.ofLength(RoomToken.BYTES), ROOM).valid()).isFalse();
    }

    @Test
    void livesFromASkewBeforeToASkewAfterItsLife() {
        byte[] token = mint(mint);
        long minted = now;
        now = minted - 31;
        assertThat(verdict(check, token, ROOM)).isEqualTo(TokenVerdict.TOO_LONG);
        now = minted - 30;
        assertThat(verdict(check, token, ROOM)).isEqualTo(TokenVerdict.VALID);
        now = minted + 150;
        assertThat(verdict(check, token, ROOM)).isEqualTo(TokenVerdict.VALID);
        now = minted + 151;
        assertThat(verdict(check, token, ROOM)).isEqualTo(TokenVerdict.EXPIRED);
    }

    @Test
    void admitsAViewerWhoComesBackButNotACrowd() {
        byte[] token = mint(mint);
        long minted = now;
        for (int i = 0; i < ReplayTable.USES_MAX; i++) {
            now = minted - 30 + 60L * i;
            assertThat(verdict(check, token, ROOM)).isEqualTo(TokenVerdict.VALID);
        }
        for (now = minted - 30; now <= minted + 150; now++) {
            assertThat(verdict(check, token, ROOM)).isEqualTo(TokenVerdict.REPLAYED);
        }
        assertThat(verdict(check, mint(mint), ROOM)).isEqualTo(TokenVerdict.VALID);
    }

    @Test
    void forgetsNoLiveTokenWhenTheTableTurns() {
        SplittableRandom random = new SplittableRandom(5);
        TokenCheck fresh = check(key(1));
        for (int i = 0; i < 2_000; i++) {
            byte[] token = mint(mint);
            long minted = now;
            int admitted = 0;
            for (int use = 0; use < 8; use++) {
                now = Math.min(minted + 150, now + random.nextInt(60));
                admitted += verdict(fresh, token, ROOM) == TokenVerdict.VALID ? 1 : 0;
            }
            assertThat(admitted).as("token %d", i).isEqualTo(ReplayTable.USES_MAX);
        }
    }

    @Test
    void remembersABoundedNumberOfTokens() {
        ReplayTable table = new ReplayTable(10);
        for (int i = 0; i < 10; i++) {
            assertThat(table.use(now, i, 0)).isEqualTo(TokenVerdict.VALID);
        }
        assertThat(table.use(now, 10, 0)).isEqualTo(TokenVerdict.TABLE_FULL);
        assertThat(table.use(now, 0, 0)).isEqualTo(TokenVerdict.VALID);
        assertThat(table.use(now + 181, 10, 0)).isEqualTo(TokenVerdict.VALID);
        assertThat(table.use(now + 1_000, 11, 0)).isEqualTo(TokenVerdict.VALID);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void knowsTheNewKeyAndTheOneBefore() {
        TokenMint second = new TokenMint(key(2), clock);
        byte[] old = mint(mint);
        check.rotate(key(2));
        assertThat(verdict(check, old, ROOM)).isEqualTo(TokenVerdict.VALID);
        assertThat(verdict(check, mint(second), ROOM)).isEqualTo(TokenVerdict.VALID);
        check.rotate(key(3));
        assertThat(verdict(check, old, ROOM)).isEqualTo(TokenVerdict.UNKNOWN_KEY);
        assertThat(verdict(check, mint(second), ROOM)).isEqualTo(TokenVerdict.VALID);
    }

    @Test
    void acceptsNoMutation() {
        long seed = 20_260_101;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = mint(mint);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bad = mutated(random, good);
            boolean changed = !Arrays.equals(bad, good);
            TokenCheck.Result result = check.check(Payload.of(bad), ROOM);
            if (changed && result.valid()) {
                assertThat(result.verdict()).as("seed %d, mutation %d", seed, i).isNull();
            }
        }
    }

    @Test
    void refusesSecretsThatAreTooShort() {
        assertThatThrownBy(() -> new TokenKey(1, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(key(1).toString()).isEqualTo("TokenKey[1]");
    }

    private static byte[] mutated(SplittableRandom random, byte[] good) {
        byte[] bad = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bad = Arrays.copyOf(bad, random.nextInt(Join.TOKEN_MAX + 1));
            case 2 -> {
                int from = random.nextInt(bad.length);
                random.nextBytes(bad);
                System.arraycopy(good, 0, bad, 0, from);
            }
            default -> {
                int from = random.nextInt(bad.length);
                int to = random.nextInt(bad.length);
                System.arraycopy(good, from, bad, to, bad.length - Math.max(from, to));
            }
        }
        return bad;
    }

    private TokenCheck check(TokenKey key) {
        return new TokenCheck(List.of(key), clock, 100_000);
    }

    private byte[] mint(TokenMint by) {
        return by.mint(ROOM, Payload.of(fingerprint), 0xa5);
    }

    private static TokenVerdict verdict(TokenCheck by, byte[] token, StreamKey room) {
        return by.check(Payload.of(token), room).verdict();
    }

    private static TokenKey key(int id) {
        return new TokenKey(id, filled(32, id));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
