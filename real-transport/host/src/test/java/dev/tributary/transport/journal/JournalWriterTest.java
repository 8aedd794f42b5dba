package dev.tributary.transport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever the disk does, the machine goes on. */
class JournalWriterTest {
    private static final JournalWriter.Origin ORIGIN = new JournalWriter.Origin("b", 1, true);

    private final Logger logger = (Logger) LoggerFactory.getLogger(JournalWriter.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void fallSilent() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    /** A disk that is full after some bytes. */
    private static final class FullDisk extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int room;
        private int failures;

        FullDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (kept.size() + length > room) {
                failures++;
                throw new IOException("no space left");
            }
            kept.write(bytes, offset, length);
        }
    }

    private static int watch(JournalWriter journal, int seconds) {
        Room room = new Room(JournalWriter.none());
        Room.Node node = room.join(journal);
        room.until(seconds);
        room.close();
        return node.played;
    }

    private static ReplayResult replay(byte[] journal) throws IOException {
        return Replayer.run(JournalReader.of(new ByteArrayInputStream(journal)));
    }

    @Test
    void fullDiskEndsTheJournalAndNotTheViewer() throws IOException {
        FullDisk disk = new FullDisk(12_000);
        JournalWriter writer = new JournalWriter(disk, "j", ORIGIN, JournalWriter.BYTES_MAX);
        int played = watch(writer, 30);
        assertThat(played).isEqualTo(watch(JournalWriter.none(), 30)).isGreaterThan(20);
        assertThat(writer.writing()).isFalse();
        assertThat(disk.failures).isEqualTo(1);
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage()).contains("j ends early", "no space");
        ReplayResult result = replay(disk.kept.toByteArray());
        assertThat(result.end()).isEqualTo(JournalEnd.CUT);
        assertThat(result.difference()).isEmpty();
        assertThat(result.records()).isGreaterThan(50);
    }

    @Test
    void journalStopsAtItsLargestSizeAndSaysSo() throws IOException {
        for (int bytesMax = 9_000; bytesMax < 9_200; bytesMax += 7) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            JournalWriter writer = new JournalWriter(out, "j", ORIGIN, bytesMax);
            assertThat(watch(writer, 30)).isGreaterThan(20);
            assertThat(out.size()).isLessThanOrEqualTo(bytesMax);
            assertThat(writer.bytes()).isEqualTo(out.size());
            ReplayResult result = replay(out.toByteArray());
            assertThat(result.end()).isEqualTo(JournalEnd.FULL);
            assertThat(result.difference()).isEmpty();
        }
    }

    @Test
    void everySecondIsOnTheDiskWhenTheNextBegins() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Room room = new Room(JournalWriter.none());
        room.join(new JournalWriter(out, "j", ORIGIN, JournalWriter.BYTES_MAX));
        for (int second = 2; second < 20; second++) {
            room.until(second);
            assertThat(replay(out.toByteArray()).machineNanos())
                    .isGreaterThanOrEqualTo((second - 2) * 1_000_000_000L);
        }
    }

    @Test
    void closedTwiceIsClosedOnceAndTheViewerGoesOn() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Room room = new Room(JournalWriter.none());
        Room.Node node = room.join(new JournalWriter(out, "j", ORIGIN, JournalWriter.BYTES_MAX));
        room.until(12);
        node.peer.close();
        node.peer.close();
        int bytes = out.size();
        room.until(30);
        room.close();
        assertThat(out.size()).isEqualTo(bytes);
        assertThat(node.played).isGreaterThan(20);
        assertThat(replay(out.toByteArray()).end()).isEqualTo(JournalEnd.CLOSED);
    }

    @Test
    void fileThatExistsIsLeftAlone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("thesis.tex");
        Files.writeString(file, "x");
        assertThatThrownBy(() -> JournalWriter.create(file, ORIGIN, 1_000))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("x");
    }

    @Test
    void withoutJournalNothingIsWritten() {
        JournalWriter none = JournalWriter.none();
        assertThat(watch(none, 15)).isPositive();
        assertThat(none.writing()).isFalse();
        assertThat(none.bytes()).isZero();
    }
}
