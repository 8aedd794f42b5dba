package dev.tributary.webrtc.dtls;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A key pair on P-256 with its self-signed certificate (RFC 5280), as RFC 8827 6.5 asks for.
 * Immutable; serves any number of connections. Whoever must not be recognised again takes a new
 * one.
 */
public final class DtlsIdentity {
    public static final int FINGERPRINT_BYTES = 32;

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION_TAG = 0xa0;
    private static final byte[] ECDSA_WITH_SHA256 = {
        0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
    };
    private static final byte[] COMMON_NAME = {0x55, 4, 3};

    /** The same for all, so that it tells nothing about a viewer. */
    private static final String NAME = "WebRTC";

    private final PrivateKey privateKey;
    private final byte[] certificate;
    private final byte[] fingerprint;

    private DtlsIdentity(PrivateKey privateKey, byte[] certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
        this.fingerprint = Crypto.sha256(certificate);
    }

    /**
     * Makes a new key and certificate, valid in between the two times. Peers compare the
     * fingerprint and nothing else, so the times are for their information.
     */
    public static DtlsIdentity generate(SecureRandom random, Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "valid until " + until + ", which is not after " + from);
        }
        KeyPair keys = Crypto.generateKeyPair(random);
        byte[] content = content(keys, random, from, until);
        byte[] signature = Crypto.sign(keys.getPrivate(), random, content);
        byte[] certificate =
                der(SEQUENCE, content, algorithm(), der(BIT_STRING, new byte[1], signature));
        return new DtlsIdentity(keys.getPrivate(), certificate);
    }

    private static byte[] content(KeyPair keys, SecureRandom random, Instant from, Instant until) {
        byte[] serial = new byte[16];
        random.nextBytes(serial);
        serial[0] = (byte) ((serial[0] & 0x3f) | 0x40); // Positive and never shorter.
        byte[] name =
                der(
                        SEQUENCE,
                        der(
                                SET,
                                der(
                                        SEQUENCE,
                                        der(OBJECT_IDENTIFIER, COMMON_NAME),
                                        der(UTF8_STRING, ascii(NAME)))));
        return der(
                SEQUENCE,
                der(VERSION_TAG, der(INTEGER, new byte[] {2})),
                der(INTEGER, serial),
                algorithm(),
                name,
                der(SEQUENCE, time(from), time(until)),
                name,
                keys.getPublic().getEncoded());
    }

    private static byte[] algorithm() {
        return der(SEQUENCE, der(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
    }

    /** UTCTime through 2049, GeneralizedTime after (RFC 5280 4.1.2.5). */
    private static byte[] time(Instant instant) {
        boolean isShort = instant.atOffset(ZoneOffset.UTC).getYear() < 2050;
        String pattern = (isShort ? "yy" : "yyyy") + "MMddHHmmss'Z'";
        String text =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(instant);
        return der(isShort ? UTC_TIME : GENERALIZED_TIME, ascii(text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... parts) {
        WireWriter content = new WireWriter();
        for (byte[] part : parts) {
            content.bytes(part);
        }
        byte[] bytes = content.toBytes();
        WireWriter out = new WireWriter().u8(tag);
        if (bytes.length < 0x80) {
            out.u8(bytes.length);
        } else if (bytes.length < 0x100) {
            out.u8(0x81).u8(bytes.length);
        } else {
            out.u8(0x82).u16(bytes.length);
        }
        return out.bytes(bytes).toBytes();
    }

    /** SHA-256 of the certificate: what {@code a=fingerprint:sha-256} announces (RFC 8122). */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** The certificate in DER. */
    public byte[] certificate() {
        return certificate.clone();
    }

    PrivateKey privateKey() {
        return privateKey;
    }
}
