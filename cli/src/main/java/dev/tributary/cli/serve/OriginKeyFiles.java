package dev.tributary.cli.serve;

import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.seal.Ed25519;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of origins as the files hold them now, so that a new key needs no restart
 * (decision 70). A file that holds none, as while it is copied, leaves its key as it was.
 */
final class OriginKeyFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OriginKeyFiles.class);
    private static final int DIGITS = 2 * Ed25519.KEY_BYTES;

    private final Map<StreamKey, Path> files = new LinkedHashMap<>();
    private final Map<StreamKey, Payload> keys = new LinkedHashMap<>();

    /** Files that could not be read the last time. */
    private final TreeSet<Path> broken = new TreeSet<>();

    /**
     * Adds a stream.
     *
     * @param text the key, 64 hexadecimal digits, or else the name of a file
     * @param file that file
     * @throws IOException saying what is wrong with the key or the file
     */
    void add(StreamKey stream, String text, Path file) throws IOException {
        if (text.matches("[0-9a-f]{" + DIGITS + "}")) {
            keys.put(stream, key(text, text));
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "'--origin-key': '" + text + "' is neither 64 hexadecimal digits nor a file");
        }
        keys.put(stream, read(file));
        files.put(stream, file);
    }

    /** Returns the keys of all streams; files are read again. */
    Map<StreamKey, Payload> now() {
        for (Map.Entry<StreamKey, Path> entry : files.entrySet()) {
            Path file = entry.getValue();
            try {
                Payload key = read(file);
                broken.remove(file);
                if (!key.equals(keys.put(entry.getKey(), key))) {
                    LOG.info("{}: another key of the origin; viewers get it from now on", file);
                }
            } catch (IOException e) {
                if (broken.add(file)) {
                    LOG.warn("the key of the origin stays as it was: {}", e.getMessage());
                }
            }
        }
        return Map.copyOf(keys);
    }

    /** Returns the public key that a file holds. */
    static Payload read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(DIGITS + 2);
            String text = new String(bytes, StandardCharsets.US_ASCII).strip();
            if (!text.matches("[0-9a-f]{" + DIGITS + "}")) {
                throw new IOException(
                        file + ": expected a public key, 64 hexadecimal digits, and no more");
            }
            return key(text, file.toString());
        }
    }

    private static Payload key(String hex, String where) throws IOException {
        byte[] key = HexFormat.of().parseHex(hex);
        try {
            Ed25519.publicKey(key);
        } catch (InvalidKeyException e) {
            throw new IOException("'--origin-key': " + where + " is no Ed25519 public key", e);
        }
        return Payload.of(key);
    }
}
