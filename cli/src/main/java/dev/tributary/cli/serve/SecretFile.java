package dev.tributary.cli.serve;

import dev.tributary.core.base.Check;
import dev.tributary.transport.origin.OriginStreamConfig;
import dev.tributary.transport.token.TokenCheck;
import dev.tributary.transport.token.TokenKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Files with secrets, which are on no command line and open to their owner only. */
final class SecretFile {
    private static final int BYTES_MAX = 4_096;
    private static final int SECRET_MAX = 256;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /**
     * Checks that a file is there and open to its owner only.
     *
     * @throws IOException saying what helps
     */
    static Path check(Path file) throws IOException {
        Set<PosixFilePermission> open;
        try {
            open = EnumSet.noneOf(PosixFilePermission.class);
            open.addAll(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file; 'tributary serve keys' makes one", e);
        } catch (UnsupportedOperationException e) {
            throw new IOException(file + ": this file system cannot hide it from others", e);
        }
        open.removeAll(OWNER_ONLY);
        open.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!open.isEmpty()) {
            throw new IOException(file + " is open to others; chmod 600 " + file);
        }
        return file;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(check(file))) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException(file + " is larger than " + BYTES_MAX + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }

    /** Returns the secret of a publisher: one line. */
    static String pushSecret(Path file) throws IOException {
        String secret = text(file);
        int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length < OriginStreamConfig.SECRET_MIN
                || length > SECRET_MAX
                || !secret.matches("[!-~]([ -~]*[!-~])?")) {
            throw new IOException(
                    file
                            + ": a push secret is one line of "
                            + OriginStreamConfig.SECRET_MIN
                            + " to "
                            + SECRET_MAX
                            + " printable ASCII characters");
        }
        return secret;
    }

    /** Returns the token keys, the one that signs first: lines {@code number hexadecimal}. */
    static List<TokenKey> tokenKeys(Path file) throws IOException {
        List<String> lines = text(file).lines().toList();
        String form = "a number 0..255 and 64 hexadecimal digits or more";
        if (lines.isEmpty() || lines.size() > TokenCheck.KEYS_MAX) {
            throw new IOException(file + ": expected one or two lines, " + form);
        }
        List<TokenKey> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.matches("[0-9]{1,3} ([0-9a-f]{2}){" + TokenKey.SECRET_MIN + ",256}")
                    || Integer.parseInt(line.substring(0, line.indexOf(' '))) > 255) {
                // What the line holds stays out of the message.
                throw new IOException(file + ", line " + (i + 1) + ": expected " + form);
            }
            int space = line.indexOf(' ');
            int number = Integer.parseInt(line.substring(0, space));
            keys.add(new TokenKey(number, HexFormat.of().parseHex(line.substring(space + 1))));
        }
        return keys;
    }

    /** Writes a new file that its owner alone can read, from the moment it exists. */
    static void write(Path file, String text) throws IOException {
        Set<StandardOpenOption> options =
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel out =
                Files.newByteChannel(
                        file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                Check.that(out.write(bytes) > 0, "a file takes bytes");
            }
        }
    }
}
