package dev.tributary.transport.origin;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the slice numbers of an origin's streams begin: above all that they ever had (protocol 3.6,
 * decision 70).
 *
 * <p>A stream that has never been cut begins at the seconds since 2020: slices last longer than a
 * second, so that numbers stay below the clock's. Since a clock may be wrong, a number that no
 * slice has reached is kept in a file for each stream; it is written anew whenever the numbers that
 * were reserved by it are used up. What is kept counts for more than the clock: that is believed
 * where it says more, up to a year more.
 */
public final class SliceNumbers {
    /** Numbers that are reserved at a time, of slices of a second: the file is written then. */
    static final int RESERVED = 64;

    /** A clock that is further ahead of what is kept is wrong, rather than the origin was off. */
    static final int AHEAD_MAX = (int) Duration.ofDays(366).toSeconds();

    /** Another two years of slices fit above; an origin does not run that long. */
    private static final int FIRST_MAX = Integer.MAX_VALUE - (1 << 26);

    private static final Logger LOG = LoggerFactory.getLogger(SliceNumbers.class);
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
    private static final String TITLE = "tributary-next-slice 1\n";
    private static final int FILE_BYTES_MAX = 64;

    private final Path directory;
    private final Clock clock;

    private SliceNumbers(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Returns numbers that follow a wall clock alone: they begin again where that goes back. */
    public static SliceNumbers byClock(Clock clock) {
        return new SliceNumbers(null, clock);
    }

    /**
     * Returns numbers that are kept.
     *
     * @param directory of the files, {@code slices-KEY.next} each; one origin at a time cuts a
     *     stream
     */
    public static SliceNumbers keptIn(Path directory, Clock clock) {
        return new SliceNumbers(directory, clock);
    }

    /**
     * Begins to number a stream.
     *
     * @param layout how long its slices are: of shorter ones more are reserved at a time
     * @throws IOException when the stream's file is there and cannot be read, or holds no number
     * @throws IllegalArgumentException when nothing is kept and the clock is before 2020 or after
     *     2085
     */
    OfStream of(StreamKey stream, MediaLayout layout) throws IOException {
        Path file = null;
        int kept = 0;
        if (directory != null) {
            file = directory.resolve("slices-" + EdgeApi.name(stream) + ".next");
            kept = read(file);
        }
        OfStream numbers =
                new OfStream(stream, file, first(kept), Math.max(RESERVED, layout.kept()));
        numbers.reserve(numbers.first);
        return numbers;
    }

    private int first(int kept) {
        long seconds = clock.instant().getEpochSecond() - EPOCH.getEpochSecond();
        if (kept == 0) {
            return (int) Check.range("seconds since 2020", seconds, 1L, FIRST_MAX);
        }
        if (seconds <= kept) {
            return kept;
        }
        if (seconds - kept > AHEAD_MAX) {
            LOG.warn(
                    "the clock is more than a year ahead of the numbers of slices: if it is right,"
                            + " nothing is wrong; they go on at {}",
                    kept);
            return kept;
        }
        return (int) Math.min(seconds, FIRST_MAX);
    }

    private static int read(Path file) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(FILE_BYTES_MAX);
        } catch (NoSuchFileException none) {
            return 0;
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        String number = text.startsWith(TITLE) ? text.substring(TITLE.length()).strip() : "";
        long value = number.matches("[1-9][0-9]{0,9}") ? Long.parseLong(number) : 0;
        if (value < 1 || value > FIRST_MAX) {
            throw new IOException(
                    file
                            + " does not hold the next number of a slice, 1 to "
                            + FIRST_MAX
                            + "; without the file numbers begin at the clock's, which must then"
                            + " be right");
        }
        return (int) value;
    }

    /** The numbers of one stream; on one thread. */
    static final class OfStream {
        private final StreamKey stream;
        private final Path file;
        private final int first;
        private final int reserved;
        private int end;
        private boolean said;

        private OfStream(StreamKey stream, Path file, int first, int reserved) {
            this.stream = stream;
            this.file = file;
            this.first = first;
            this.reserved = reserved;
        }

        /** Returns the number of the first slice that is cut now. */
        int first() {
            return first;
        }

        /** A slice is about to be published: reserves more numbers when they are used up. */
        void use(int slice) {
            if (slice >= end) {
                reserve(slice);
            }
        }

        private void reserve(int from) {
            end = Math.min(FIRST_MAX, from) + reserved;
            if (file == null) {
                return;
            }
            try {
                String text = TITLE + Math.min(FIRST_MAX, end) + "\n";
                WholeFile.replace(file, text, WholeFile.Mode.ANYBODY);
                said = false;
            } catch (IOException e) {
                if (!said) {
                    said = true;
                    LOG.warn(
                            "stream {}: {} cannot be written, so numbers follow the clock alone, and"
                                    + " must not begin when it is wrong: {}",
                            EdgeApi.name(stream),
                            file,
                            e.toString());
                }
            }
        }
    }
}
