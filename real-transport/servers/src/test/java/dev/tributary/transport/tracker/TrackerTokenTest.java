package dev.tributary.transport.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.token.TokenCheck;
import dev.tributary.transport.token.TokenKey;
import dev.tributary.transport.token.TokenMint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Without a good token there is no member (T4), and with one there are not many. */
final class TrackerTokenTest {
    private static final Payload FINGERPRINT = Payload.of(new byte[32]);
    private static final StreamKey OTHER = new StreamKey(9, 9);

    private final AtomicLong now = new AtomicLong(1_800_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochSecond(now.get());
    private final TokenMint mint = new TokenMint(key(1), clock);
    private final TokenCheck check = new TokenCheck(List.of(key(1)), clock, 1_000);

    @Test
    void admitsGoodTokensOnly() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), check)) {
            byte[] expired = mint.mint(Viewer.ROOM, FINGERPRINT, 0);
            now.addAndGet(TokenMint.LIFE_SECONDS + TokenCheck.SKEW_SECONDS + 1);
            byte[] tampered = mint.mint(Viewer.ROOM, FINGERPRINT, 0);
            tampered[20] ^= 1;
            byte[] elsewhere = mint.mint(OTHER, FINGERPRINT, 0);
            byte[] foreign = new TokenMint(key(2), clock).mint(Viewer.ROOM, FINGERPRINT, 0);
            for (byte[] bad : List.of(new byte[0], expired, tampered, elsewhere, foreign)) {
                Viewer viewer = rig.viewer().send(Viewer.joinOf(1, Payload.of(bad)));
                assertThat(viewer.awaitRejection()).isEqualTo(RejectionCode.BAD_TOKEN);
                viewer.awaitDown();
            }
            assertThat(rig.onLoop(rig.server::viewers)).isZero();
            assertThat(rig.refusals("token_malformed")).isEqualTo(1);
            assertThat(rig.refusals("token_expired")).isEqualTo(1);
            assertThat(rig.refusals("token_forged")).isEqualTo(1);
            assertThat(rig.refusals("token_wrong_room")).isEqualTo(1);
            assertThat(rig.refusals("token_unknown_key")).isEqualTo(1);
            Viewer good = rig.viewer();
            good.send(Viewer.joinOf(1, Payload.of(mint.mint(Viewer.ROOM, FINGERPRINT, 0))));
            assertThat(good.await(JoinOk.class).session()).isPositive();
        }
    }

    @Test
    void takesAViewerBackWithItsTokenButNotForEver() throws Exception {
        Payload token = Payload.of(mint.mint(Viewer.ROOM, FINGERPRINT, 0));
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), check)) {
            for (int i = 0; i < 4; i++) {
                Viewer viewer = rig.viewer().send(Viewer.joinOf(1, token));
                assertThat(viewer.await(JoinOk.class).session()).isPositive();
                viewer.close();
            }
            Viewer fifth = rig.viewer().send(Viewer.joinOf(1, token));
            assertThat(fifth.awaitRejection()).isEqualTo(RejectionCode.BAD_TOKEN);
            assertThat(rig.refusals("token_replayed")).isEqualTo(1);
        }
    }

    private static TokenKey key(int id) {
        byte[] secret = new byte[32];
        secret[0] = (byte) id;
        return new TokenKey(id, secret);
    }
}
