package dev.tributary.transport.journal;

import dev.tributary.core.wire.Payload;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads a journal record by record, and holds no more than one. Ends at the last good record,
 * whatever follows, and says why.
 */
public final class JournalReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PREFIX_BYTES = 12;

    /** Longest pause between two inputs: a machine catches up slice by slice. */
    private static final long PAUSE_NANOS_MAX = 7 * 86_400_000_000_000L;

    private static final int FIELDS_BYTES = 1 + 8 + 1 + 2 + 2;
    private static final MachineKind[] KINDS = MachineKind.values();

    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private final JournalHeader header;
    private JournalEnd end;
    private long records;
    private long lastNanos;

    private JournalReader(InputStream in) throws IOException {
        this.in = in;
        header = readHeader();
    }

    /**
     * Opens a journal and reads its header.
     *
     * @throws JournalException when it is none
     * @throws IOException when it cannot be read
     */
    public static JournalReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            return new JournalReader(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    static JournalReader of(InputStream in) throws IOException {
        return new JournalReader(in);
    }

    /** Returns what the journal begins with. */
    public JournalHeader header() {
        return header;
    }

    /** Returns the number of good records so far. */
    public long records() {
        return records;
    }

    /** Returns why there are no further records, or null while there may be. */
    public JournalEnd end() {
        return end;
    }

    private JournalHeader readHeader() throws IOException {
        byte[] prefix = in.readNBytes(PREFIX_BYTES);
        ByteBuffer head = ByteBuffer.wrap(prefix);
        if (prefix.length < PREFIX_BYTES || head.getLong() != JournalWriter.MAGIC) {
            throw new JournalException("no journal");
        }
        int version = head.getShort();
        if (version != JournalWriter.VERSION) {
            throw new JournalException(
                    "a journal of version " + version + ", not " + JournalWriter.VERSION);
        }
        int length = head.getShort();
        int max = FIELDS_BYTES + JournalHeader.BUILD_MAX + JournalHeader.CONFIG_MAX;
        if (length < FIELDS_BYTES || length > max) {
            throw new JournalException("a journal with a header of " + length + " bytes");
        }
        byte[] body = in.readNBytes(length);
        byte[] sum = in.readNBytes(JournalRecord.CRC_BYTES);
        crc.reset();
        crc.update(prefix);
        crc.update(body);
        if (sum.length < JournalRecord.CRC_BYTES
                || ByteBuffer.wrap(sum).getInt() != (int) crc.getValue()) {
            throw new JournalException("a journal with a damaged header");
        }
        return header(ByteBuffer.wrap(body));
    }

    private static JournalHeader header(ByteBuffer body) throws JournalException {
        int kind = body.get();
        long startMillis = body.getLong();
        boolean decisions = body.get() == 1;
        byte[] build = part(body, JournalHeader.BUILD_MAX);
        byte[] config = part(body, JournalHeader.CONFIG_MAX);
        if (kind < 0 || kind >= KINDS.length || body.hasRemaining()) {
            throw new JournalException("a journal of an unknown machine");
        }
        try {
            String text = new String(build, StandardCharsets.US_ASCII);
            Payload kept = Payload.of(config);
            return new JournalHeader(KINDS[kind], text, startMillis, decisions, kept);
        } catch (IllegalArgumentException e) {
            throw new JournalException("a journal of an unnamed build", e);
        }
    }

    private static byte[] part(ByteBuffer body, int max) throws JournalException {
        int length = body.remaining() < 2 ? -1 : body.getShort();
        if (length < 0 || length > max || length > body.remaining()) {
            throw new JournalException("a journal whose header is too short");
        }
        byte[] part = new byte[length];
        body.get(part);
        return part;
    }

    /**
     * Returns the next record, or null at the end.
     *
     * @throws IOException when the file cannot be read
     */
    JournalRecord next() throws IOException {
        if (end != null) {
            return null;
        }
        byte[] bytes = in.readNBytes(JournalRecord.HEAD_BYTES);
        if (bytes.length < JournalRecord.HEAD_BYTES) {
            return ended(JournalEnd.CUT);
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int length = head.getInt();
        if (length < 0 || length > JournalRecord.PAYLOAD_MAX) {
            return ended(JournalEnd.MALFORMED);
        }
        byte[] rest = in.readNBytes(length + JournalRecord.CRC_BYTES);
        if (rest.length < length + JournalRecord.CRC_BYTES) {
            return ended(shorter(bytes, rest) ? JournalEnd.DAMAGED : JournalEnd.CUT);
        }
        if (!whole(bytes, rest, length)) {
            return ended(JournalEnd.DAMAGED);
        }
        byte[] payload = Arrays.copyOf(rest, length);
        long nowNanos = head.getLong();
        int source = head.getInt();
        RecordType type = RecordType.of(head.getShort());
        if (nowNanos < lastNanos || nowNanos - lastNanos > PAUSE_NANOS_MAX || type == null) {
            return ended(JournalEnd.MALFORMED);
        }
        lastNanos = nowNanos;
        records++;
        if (type == RecordType.END || type == RecordType.FULL) {
            JournalEnd last = type == RecordType.END ? JournalEnd.CLOSED : JournalEnd.FULL;
            end = in.read() < 0 ? last : JournalEnd.CONTINUED;
        }
        return new JournalRecord(nowNanos, source, type, payload);
    }

    /** Returns whether the checksum after a payload is that of a record. */
    private boolean whole(byte[] head, byte[] rest, int length) {
        crc.reset();
        crc.update(head);
        crc.update(rest, 0, length);
        return ByteBuffer.wrap(rest).getInt(length) == (int) crc.getValue();
    }

    /**
     * Returns whether a record that reaches beyond the end of the file is whole with a shorter
     * length: then the file was not cut, but the length was changed, and records that follow may be
     * lost. At most {@link JournalRecord#PAYLOAD_MAX} lengths are tried, once for each file.
     */
    private boolean shorter(byte[] head, byte[] rest) {
        byte[] other = head.clone();
        for (int length = 0; length + JournalRecord.CRC_BYTES <= rest.length; length++) {
            ByteBuffer.wrap(other).putInt(length);
            if (whole(other, rest, length)) {
                return true;
            }
        }
        return false;
    }

    private JournalRecord ended(JournalEnd why) {
        end = why;
        return null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
