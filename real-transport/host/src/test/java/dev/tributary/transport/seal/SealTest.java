package dev.tributary.transport.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.StreamKey;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing passes but what the origin sealed, exactly where it belongs. */
final class SealTest {
    private static final StreamKey STREAM = new StreamKey(11, 22);

    private final SecureRandom secrets = new SecureRandom();
    private final OriginKeys keys = OriginKeys.generate(secrets);
    private final SliceSealer sealer = new SliceSealer(STREAM, keys);

    private static final class Sealed {
        private final SliceHeader header;
        private final byte[] media;
        private final Seal seal;

        Sealed(SliceHeader header, byte[] media, Seal seal) {
            this.header = header;
            this.media = media;
            this.seal = seal;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasSealedPassesAndAnyFlippedBitDoesNot(long seed) throws Exception {
        SealCheck check = check(keys);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 30; round++) {
            Sealed it = sealed(sealer, random, 1 + round);
            assertThat(check.signed(it.header, it.seal)).isTrue();
            assertThat(check.matches(it.header, it.seal, 0, Payload.of(it.media))).isTrue();

            Seal hash =
                    new Seal(it.seal.keyId(), flip(it.seal.hashes(), random), it.seal.signature());
            assertThat(check.signed(it.header, hash)).as("hash, seed %d", seed).isFalse();
            Seal word =
                    new Seal(it.seal.keyId(), it.seal.hashes(), flip(it.seal.signature(), random));
            assertThat(check.signed(it.header, word)).as("signature, seed %d", seed).isFalse();
            Seal key =
                    new Seal(
                            it.seal.keyId() ^ 1 << random.nextInt(8),
                            it.seal.hashes(),
                            it.seal.signature());
            assertThat(check.signed(it.header, key)).as("key id, seed %d", seed).isFalse();
            Payload media = flip(Payload.of(it.media), random);
            assertThat(check.matches(it.header, it.seal, 0, media)).as("seed %d", seed).isFalse();
            StreamKey other = new StreamKey(STREAM.high() ^ 1L << random.nextInt(64), STREAM.low());
            assertThat(new SealCheck(other, raw(keys)).signed(it.header, it.seal)).isFalse();
        }
    }

    @Test
    void everyFieldOfTheHeaderIsSigned() throws Exception {
        SealCheck check = check(keys);
        Sealed it = sealed(sealer, new SplittableRandom(4), 9);
        SliceHeader h = it.header;
        SliceHeader[] changed = {
            new SliceHeader(10, h.dtsMillis(), h.durationMillis(), h.sizeBytes(), h.flags()),
            new SliceHeader(9, h.dtsMillis() + 1, h.durationMillis(), h.sizeBytes(), h.flags()),
            new SliceHeader(9, h.dtsMillis(), h.durationMillis() ^ 1, h.sizeBytes(), h.flags()),
            new SliceHeader(9, h.dtsMillis(), h.durationMillis(), h.sizeBytes() - 1, h.flags()),
            new SliceHeader(9, h.dtsMillis(), h.durationMillis(), h.sizeBytes(), h.flags() ^ 2)
        };
        for (SliceHeader header : changed) {
            assertThat(check.signed(header, it.seal)).as(header.toString()).isFalse();
        }
    }

    @Test
    void noSpliceOfValidSlicesPasses() throws Exception {
        SealCheck check = check(keys);
        SplittableRandom random = new SplittableRandom(6);
        Sealed one = sealed(sealer, random, 1);
        Sealed two = sealed(sealer, random, 2);
        StreamKey elsewhere = new StreamKey(11, 23);
        Sealed foreign = sealed(new SliceSealer(elsewhere, keys), new SplittableRandom(6), 1);
        assertThat(foreign.media).isEqualTo(one.media);

        assertThat(check.signed(one.header, two.seal)).isFalse();
        assertThat(check.signed(one.header, foreign.seal)).isFalse();
        Seal mixed = new Seal(one.seal.keyId(), one.seal.hashes(), two.seal.signature());
        assertThat(check.signed(one.header, mixed)).isFalse();
        Payload second = block(two, 0);
        assertThat(check.matches(one.header, one.seal, 0, second)).isFalse();
    }

    @Test
    void blocksPassOneByOneInTheirOwnPlaceOnly() throws Exception {
        SealCheck check = check(keys);
        byte[] media = new byte[3 * SliceSealer.BLOCK_BYTES + 100];
        Arrays.fill(media, SliceSealer.BLOCK_BYTES, media.length, (byte) 7);
        SliceHeader header = new SliceHeader(1, 0, 1000, media.length, 0);
        Sealed it = new Sealed(header, media, sealer.seal(header, media));
        for (int i = 0; i < 4; i++) {
            int chunk = i * RoomSettings.BLOCK_CHUNKS;
            assertThat(check.matches(header, it.seal, chunk, block(it, i))).isTrue();
        }
        assertThat(check.matches(header, it.seal, 15, block(it, 0))).isFalse();
        assertThat(check.matches(header, it.seal, 1, block(it, 0))).isFalse();
        assertThat(check.matches(header, it.seal, 60, block(it, 3))).isFalse();
        assertThat(check.matches(header, it.seal, -15, block(it, 0))).isFalse();
        assertThat(check.matches(header, it.seal, 45, block(it, 0))).isFalse();
        assertThat(check.matches(header, it.seal, 0, Payload.of(new byte[0]))).isFalse();
        assertThat(check.matches(header, it.seal, 0, Payload.ofLength(15_360))).isFalse();
    }

    @Test
    void bothKeysOfAChangeAreValidAndTheOneBeforeThemIsNot(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys");
        OriginKeys first = OriginKeys.loadOrGenerate(file, secrets);
        OriginKeys second = first.rotate(file, secrets);
        OriginKeys third = second.rotate(file, secrets);
        SealCheck check = check(first);
        check.renew(raw(second));
        assertThat(accepts(check, first)).isTrue();
        assertThat(accepts(check, second)).isTrue();
        assertThat(accepts(check, third)).isFalse();
        check.renew(raw(third));
        check.renew(raw(third));
        assertThat(accepts(check, first)).isFalse();
        assertThat(accepts(check, second)).isTrue();
        assertThat(accepts(check, third)).isTrue();
    }

    @Test
    void anIndexIsSignedForItsStream() throws Exception {
        SealCheck check = check(keys);
        byte[] index = {10, 0, 0};
        byte[] signature = sealer.signIndex(index);
        assertThat(check.index(index, signature)).isTrue();
        assertThat(check.index(new byte[] {10, 0, 1}, signature)).isFalse();
        assertThat(check.index(index, new byte[64])).isFalse();
        assertThat(check.index(index, new byte[3])).isFalse();
        SealCheck other = new SealCheck(new StreamKey(1, 2), raw(keys));
        assertThat(other.index(index, signature)).isFalse();
    }

    @Test
    void bytesThatAreNoKeyAreRefused() throws Exception {
        SealCheck check = check(keys);
        assertThatThrownBy(() -> check.renew(new byte[31])).isInstanceOf(InvalidKeyException.class);
        byte[] offCurve = new byte[32];
        offCurve[0] = 2;
        assertThatThrownBy(() -> check.renew(offCurve)).isInstanceOf(InvalidKeyException.class);
        assertThat(accepts(check, keys)).isTrue();
    }

    private boolean accepts(SealCheck check, OriginKeys by) {
        Sealed it = sealed(new SliceSealer(STREAM, by), new SplittableRandom(1), 1);
        return check.signed(it.header, it.seal);
    }

    private static Sealed sealed(SliceSealer sealer, SplittableRandom random, int slice) {
        byte[] media = new byte[random.nextInt(1, 100_000)];
        random.nextBytes(media);
        SliceHeader header =
                new SliceHeader(slice, random.nextLong(1L << 50), 1_000, media.length, 1);
        return new Sealed(header, media, sealer.seal(header, media));
    }

    private static Payload block(Sealed it, int block) {
        int from = block * SliceSealer.BLOCK_BYTES;
        int to = Math.min(it.media.length, from + SliceSealer.BLOCK_BYTES);
        return Payload.of(Arrays.copyOfRange(it.media, from, to));
    }

    private static Payload flip(Payload payload, SplittableRandom random) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Payload.of(bytes);
    }

    private static SealCheck check(OriginKeys keys) throws InvalidKeyException {
        return new SealCheck(STREAM, raw(keys));
    }

    private static byte[] raw(OriginKeys keys) {
        return Ed25519.raw(keys.publicKeys().get(0));
    }
}
