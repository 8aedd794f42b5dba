package dev.tributary.webrtc.stun;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Hostile datagrams: noise, and mutations of good messages with the FINGERPRINT often made right.
 */
final class StunFuzz {
    private static final List<byte[]> SEEDS =
            List.of(
                    HexFormat.of().parseHex(Rfc5769Test.REQUEST),
                    HexFormat.of().parseHex(Rfc5769Test.RESPONSE_IPV4),
                    HexFormat.of().parseHex(Rfc5769Test.RESPONSE_IPV6),
                    HexFormat.of().parseHex("000100002112a442000000000000000000000001"));

    private StunFuzz() {}

    static byte[] next(Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        for (int change = random.nextInt(4); change > 0; change--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
        }
        if (bytes.length >= 28 && random.nextInt(4) != 0) {
            makeFingerprintRight(bytes);
        }
        return bytes;
    }

    private static void makeFingerprintRight(byte[] bytes) {
        Bytes.putU16(bytes, 2, bytes.length - StunMessage.HEADER_BYTES);
        int at = bytes.length - 8;
        Bytes.putU16(bytes, at, StunAttribute.FINGERPRINT);
        Bytes.putU16(bytes, at + 2, 4);
        Bytes.putI32(bytes, at + 4, Protection.fingerprint(bytes, at));
    }
}
