package dev.tributary.transport.origin;

import dev.tributary.transport.seal.OriginKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an origin as its file holds them now (decision 70): whoever asks after the file was
 * changed gets the new ones. What cannot be read leaves the keys as they were.
 */
public final class KeyFile implements Supplier<OriginKeys> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private final Path file;
    private OriginKeys keys;
    private String seen;

    /**
     * Reads the keys, or makes the file when there is none.
     *
     * @throws IOException as {@link OriginKeys#loadOrGenerate}
     */
    public KeyFile(Path file, SecureRandom random) throws IOException {
        this.file = file;
        keys = OriginKeys.loadOrGenerate(file, random);
        seen = stamp();
    }

    /** Returns the keys; on one thread, at most once a second or so, since it looks at the disk. */
    @Override
    public OriginKeys get() {
        try {
            String now = stamp();
            if (!now.equals(seen)) {
                seen = now;
                reload();
            }
        } catch (IOException e) {
            LOG.debug("{} is not there: {}", file, e.toString());
        }
        return keys;
    }

    private void reload() {
        try {
            OriginKeys found = OriginKeys.load(file);
            if (!found.publicKeys().get(0).equals(keys.publicKeys().get(0))) {
                keys = found;
                LOG.info("signs with another key from now on: {}", keys.publicDigits());
            }
        } catch (IOException e) {
            LOG.error("the keys stay as they were: {}", e.getMessage());
        }
    }

    /** Returns what differs when the file is another: a rename brings another key of the file. */
    private String stamp() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
    }
}
