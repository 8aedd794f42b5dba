package dev.tributary.transport.journal;

import dev.tributary.core.wire.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a journal: {@code magic u64 | version u16 | length u16 | header | crc32c u32}, then
 * records {@code length u32 | nowNanos u64 | source u32 | type u16 | payload | crc32c u32}, highest
 * byte first. Each checksum is over everything before it since the one before.
 *
 * <p>Records are appended, and whole up to the last second of machine time at any moment. An error
 * of the disk, or the largest size, ends the journal and nothing else; it is logged once. Not
 * thread safe.
 */
public final class JournalWriter {
    /** Largest journal unless told: an hour of a busy tracker, days of a viewer. */
    public static final long BYTES_MAX = 1L << 31;

    /** How the name of a journal ends, by custom: what a replay of a directory looks for. */
    public static final String SUFFIX = ".journal";

    static final long MAGIC = 0x5452494a4f55524eL; // "TRIJOURN"
    static final int VERSION = 2;

    private static final int BUFFER_BYTES = 1 << 15;
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final byte[] NOTHING = {};

    private final String name;
    private final String build;
    private final long startMillis;
    private final boolean decisions;
    private final long bytesMax;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /** Null when the journal has ended, or was never wanted. */
    private OutputStream out;

    private long bytes;

    JournalWriter(OutputStream out, String name, Origin origin, long bytesMax) {
        this.out = out;
        this.name = name;
        this.build = origin.build();
        this.startMillis = origin.startMillis();
        this.decisions = origin.decisions();
        this.bytesMax = bytesMax;
    }

    /**
     * Where a journal comes from.
     *
     * @param build what runs, such as a commit; see {@link JournalHeader#build}
     * @param startMillis wall clock, milliseconds since 1970
     * @param decisions whether effects are recorded in words: a sixth more bytes for a viewer,
     *     which decides little; three times the bytes for a tracker
     */
    public record Origin(String build, long startMillis, boolean decisions) {}

    /** Returns a writer that writes nothing. */
    public static JournalWriter none() {
        return new JournalWriter(null, "", new Origin("", 0, false), 0);
    }

    /**
     * Creates a journal; a file that exists is left alone.
     *
     * @throws IOException when it cannot be created
     */
    public static JournalWriter create(Path file, Origin origin, long bytesMax) throws IOException {
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        return new JournalWriter(out, file.toString(), origin, bytesMax);
    }

    /** Returns whether records are still written. */
    public boolean writing() {
        return out != null;
    }

    /** Returns the bytes written so far. */
    public long bytes() {
        return bytes;
    }

    boolean decisions() {
        return decisions;
    }

    /** Writes the header; before any record, once. */
    void begin(MachineKind kind, Payload config) {
        if (out == null) {
            return;
        }
        JournalHeader header = new JournalHeader(kind, build, startMillis, decisions, config);
        byte[] text = header.build().getBytes(StandardCharsets.US_ASCII);
        int length = 1 + 8 + 1 + 2 + text.length + 2 + config.length();
        ByteBuffer head = ByteBuffer.allocate(8 + 2 + 2 + length + JournalRecord.CRC_BYTES);
        head.putLong(MAGIC).putShort((short) VERSION).putShort((short) length);
        head.put((byte) kind.ordinal()).putLong(startMillis).put((byte) (decisions ? 1 : 0));
        head.putShort((short) text.length).put(text).putShort((short) config.length());
        byte[] configBytes = new byte[config.length()];
        config.copyTo(configBytes, 0);
        head.put(configBytes);
        crc.reset();
        crc.update(head.array(), 0, head.position());
        head.putInt((int) crc.getValue());
        put(head.array());
        flush();
    }

    /** Appends a record; beyond the largest size, says so instead and ends. */
    void append(long nowNanos, int source, RecordType type, byte[] payload) {
        if (out == null) {
            return;
        }
        if (payload.length > JournalRecord.PAYLOAD_MAX) {
            end("a record of " + payload.length + " bytes");
            return;
        }
        int each = JournalRecord.HEAD_BYTES + JournalRecord.CRC_BYTES;
        boolean last = type == RecordType.END;
        if (!last && bytes + each + payload.length + each > bytesMax) {
            write(nowNanos, 0, RecordType.FULL, NOTHING);
            end("it has " + bytes + " bytes, as many as it may");
            return;
        }
        write(nowNanos, source, type, payload);
    }

    private void write(long nowNanos, int source, RecordType type, byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(JournalRecord.HEAD_BYTES);
        head.putInt(payload.length).putLong(nowNanos).putInt(source).putShort((short) type.code());
        crc.reset();
        crc.update(head.array());
        crc.update(payload);
        put(head.array());
        put(payload);
        put(ByteBuffer.allocate(JournalRecord.CRC_BYTES).putInt((int) crc.getValue()).array());
    }

    private void put(byte[] some) {
        bytes += some.length;
        if (some.length > buffer.remaining()) {
            flush();
        }
        if (some.length <= buffer.remaining()) {
            buffer.put(some);
        } else if (out != null) {
            toFile(some, some.length);
        }
    }

    /** Hands what was written to the operating system. */
    void flush() {
        if (out != null && buffer.position() > 0) {
            toFile(buffer.array(), buffer.position());
        }
        buffer.clear();
    }

    private void toFile(byte[] some, int length) {
        try {
            out.write(some, 0, length);
        } catch (IOException e) {
            abandon(e);
        }
    }

    private void abandon(IOException e) {
        LOG.warn("journal {} ends early: {}", name, e.toString());
        try {
            out.close();
        } catch (IOException again) {
            e.addSuppressed(again); // It is said already that the disk fails.
        }
        out = null;
    }

    private void end(String why) {
        if (out != null) {
            LOG.warn("journal {} ends early: {}", name, why);
            close();
        }
    }

    /** Closes the file. */
    void close() {
        flush();
        if (out != null) {
            OutputStream closing = out;
            out = null;
            try {
                closing.close();
            } catch (IOException e) {
                LOG.warn("journal {} may lack its end: {}", name, e.toString());
            }
        }
    }
}
