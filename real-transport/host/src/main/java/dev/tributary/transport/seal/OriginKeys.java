package dev.tributary.transport.seal;

import dev.tributary.transport.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The keys of an origin: the one that signs, and the one before it, which viewers still know.
 *
 * <p>The file is text: a line {@code tributary-origin-keys 1}, then per key a line {@code private
 * public}, 64 hexadecimal digits each, the signing one first; at most {@value #KEYS_MAX}. Nobody
 * but its owner may read it. Private keys are in no message of any exception, and there is no text
 * form of this object.
 */
public final class OriginKeys {
    /** Keys that are valid at once (reliability.md T23). */
    public static final int KEYS_MAX = 2;

    private static final String TITLE = "tributary-origin-keys 1";
    private static final int FILE_BYTES_MAX = 1_024;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final byte[] PROBE = "tributary".getBytes(StandardCharsets.US_ASCII);

    private final List<KeyPair> pairs;

    private OriginKeys(List<KeyPair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** Returns new keys that are in no file. */
    public static OriginKeys generate(SecureRandom random) {
        return new OriginKeys(List.of(Ed25519.generate(random)));
    }

    /**
     * Reads the keys, or makes the file with a new key when there is none.
     *
     * @throws IOException when the file cannot be read or written, has not the form above, or is
     *     open to others than its owner
     */
    public static OriginKeys loadOrGenerate(Path file, SecureRandom random) throws IOException {
        try {
            OriginKeys made = generate(random);
            WholeFile.create(file, made.text(), WholeFile.Mode.OWNER);
            return made;
        } catch (FileAlreadyExistsException e) {
            return load(file);
        }
    }

    /** Makes a new key the signing one, keeps the one before, and writes both, all or nothing. */
    public OriginKeys rotate(Path file, SecureRandom random) throws IOException {
        KeyPair next = Ed25519.generate(random);
        while (Ed25519.keyId(next.getPublic()) == keyId()) {
            next = Ed25519.generate(random);
        }
        OriginKeys rotated = new OriginKeys(List.of(next, pairs.get(0)));
        WholeFile.replace(file, rotated.text(), WholeFile.Mode.OWNER);
        return rotated;
    }

    /** Returns the number of the signing key. */
    public int keyId() {
        return Ed25519.keyId(pairs.get(0).getPublic());
    }

    /** Returns the public keys that are valid, the signing one first. */
    public List<PublicKey> publicKeys() {
        return pairs.stream().map(KeyPair::getPublic).toList();
    }

    /** Returns the public half of the signing key as people write it: 64 hexadecimal digits. */
    public String publicDigits() {
        return HexFormat.of().formatHex(Ed25519.raw(pairs.get(0).getPublic()));
    }

    PrivateKey signing() {
        return pairs.get(0).getPrivate();
    }

    /**
     * Reads the keys.
     *
     * @throws IOException as {@link #loadOrGenerate}, and when there is no such file
     */
    public static OriginKeys load(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + " is open to others than its owner; it holds keys");
        }
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException(file + " is larger than " + FILE_BYTES_MAX + " bytes");
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() < 2 || lines.size() > 1 + KEYS_MAX || !lines.get(0).equals(TITLE)) {
            throw new IOException(file + " is no file of origin keys");
        }
        List<KeyPair> pairs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            pairs.add(pair(file, i + 1, lines.get(i)));
        }
        return new OriginKeys(pairs);
    }

    private static KeyPair pair(Path file, int line, String text) throws IOException {
        int digits = 2 * Ed25519.KEY_BYTES;
        if (!text.matches("[0-9a-f]{" + digits + "} [0-9a-f]{" + digits + "}")) {
            throw new IOException(file + ", line " + line + ": expected two keys in hexadecimal");
        }
        HexFormat hex = HexFormat.of();
        PrivateKey secret = Ed25519.privateKey(hex.parseHex(text.substring(0, digits)));
        try {
            PublicKey open = Ed25519.publicKey(hex.parseHex(text.substring(digits + 1)));
            if (Ed25519.verify(open, PROBE, Ed25519.sign(secret, PROBE))) {
                return new KeyPair(open, secret);
            }
        } catch (InvalidKeyException e) {
            throw new IOException(file + ", line " + line + ": the public key is none", e);
        }
        throw new IOException(file + ", line " + line + ": the keys do not belong together");
    }

    private String text() {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        for (KeyPair pair : pairs) {
            HexFormat hex = HexFormat.of();
            text.append(hex.formatHex(Ed25519.raw(pair.getPrivate())))
                    .append(' ')
                    .append(hex.formatHex(Ed25519.raw(pair.getPublic())))
                    .append('\n');
        }
        return text.toString();
    }
}
