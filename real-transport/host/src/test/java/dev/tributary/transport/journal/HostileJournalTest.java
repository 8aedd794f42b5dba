package dev.tributary.transport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.peer.PeerInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is in a file, a replay ends at the last good record or says that it is no journal. */
@Tag("slow")
class HostileJournalTest {
    private static byte[] viewer;
    private static byte[] tracker;

    private static JournalWriter writer(ByteArrayOutputStream out, boolean decisions) {
        JournalWriter.Origin origin = new JournalWriter.Origin("build", 1, decisions);
        return new JournalWriter(out, "test", origin, Long.MAX_VALUE);
    }

    @BeforeAll
    static void record() {
        ByteArrayOutputStream ofTracker = new ByteArrayOutputStream();
        ByteArrayOutputStream ofViewer = new ByteArrayOutputStream();
        Room room = new Room(writer(ofTracker, true));
        room.join(writer(ofViewer, true));
        room.join(JournalWriter.none());
        room.join(JournalWriter.none());
        room.until(25);
        room.close();
        viewer = ofViewer.toByteArray();
        tracker = ofTracker.toByteArray();
    }

    private static ReplayResult replay(byte[] journal) throws IOException {
        return Replayer.run(JournalReader.of(new ByteArrayInputStream(journal)));
    }

    /** Returns where each record ends; the first entry is the end of the header. */
    private static List<Integer> ends(byte[] journal) throws IOException {
        List<Integer> ends = new ArrayList<>();
        try (JournalReader reader = JournalReader.of(new ByteArrayInputStream(journal))) {
            int at = headerBytes(journal);
            ends.add(at);
            for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
                at += JournalRecord.HEAD_BYTES + r.payload().length + JournalRecord.CRC_BYTES;
                ends.add(at);
            }
        }
        assertThat(ends.get(ends.size() - 1)).isEqualTo(journal.length);
        return ends;
    }

    private static int headerBytes(byte[] journal) {
        return 12 + ((journal[10] & 0xff) << 8 | (journal[11] & 0xff)) + JournalRecord.CRC_BYTES;
    }

    @Test
    void tornTailEndsAtTheLastGoodRecordWhereverItIsTorn() throws IOException {
        for (byte[] journal : List.of(viewer, tracker)) {
            List<Integer> ends = ends(journal);
            int from = Math.max(ends.get(0), journal.length - 4_096);
            for (int length = from; length < journal.length; length++) {
                ReplayResult result = replay(Arrays.copyOf(journal, length));
                int whole = length;
                long expected = ends.stream().filter(end -> end <= whole).count() - 1;
                assertThat(result.records()).as("cut at " + length).isEqualTo(expected);
                assertThat(result.end()).isEqualTo(JournalEnd.CUT);
                assertThat(result.difference()).isEmpty();
            }
        }
    }

    @Test
    void noBitFlipsUnnoticed() throws IOException {
        List<Integer> ends = ends(viewer);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 600; i++) {
            int at = ends.get(0) + random.nextInt(viewer.length - ends.get(0));
            byte[] flipped = viewer.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            ReplayResult result = replay(flipped);
            long good = ends.stream().filter(end -> end <= at).count() - 1;
            assertThat(result.records()).as("flip at " + at).isEqualTo(good);
            assertThat(result.end()).isNotIn(JournalEnd.CLOSED, JournalEnd.FULL);
            assertThat(result.difference()).isEmpty();
        }
    }

    @Test
    void lengthThatReachesBeyondTheEndIsDamageAndNoCut() throws IOException {
        List<Integer> ends = ends(viewer);
        for (int i = Math.max(0, ends.size() - 60); i < ends.size() - 1; i++) {
            for (int bit = 0; bit < 16; bit++) {
                byte[] flipped = viewer.clone();
                flipped[ends.get(i) + 3 - bit / 8] ^= (byte) (1 << bit % 8);
                ReplayResult result = replay(flipped);
                assertThat(result.records()).as("record %d, bit %d", i, bit).isEqualTo(i);
                assertThat(result.end()).isEqualTo(JournalEnd.DAMAGED);
                assertThat(result.end().sound()).isFalse();
            }
        }
    }

    @Test
    void whateverFollowsTheLastRecordIsNoticed() throws IOException {
        for (int more : new int[] {1, 3, 100, viewer.length}) {
            byte[] longer = Arrays.copyOf(viewer, viewer.length + more);
            System.arraycopy(viewer, 0, longer, viewer.length, more);
            ReplayResult result = replay(longer);

            assertThat(result.records()).isEqualTo(replay(viewer).records());
            assertThat(result.end()).isEqualTo(JournalEnd.CONTINUED);
            assertThat(result.end().sound()).isFalse();
        }
    }

    @Test
    void damagedHeaderIsNoJournal() {
        for (int at = 0; at < headerBytes(viewer); at++) {
            byte[] flipped = viewer.clone();
            flipped[at] ^= 4;
            assertThatThrownBy(() -> replay(flipped))
                    .as("flip at " + at)
                    .isInstanceOf(JournalException.class);
            byte[] cut = Arrays.copyOf(viewer, at);
            assertThatThrownBy(() -> replay(cut)).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void garbageIsNoJournal() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (random.nextBoolean() && noise.length >= 12) {
                System.arraycopy(viewer, 0, noise, 0, 12);
            }
            assertThatThrownBy(() -> replay(noise)).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void garbageAfterTheHeaderEndsTheJournal() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        int header = headerBytes(viewer);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = Arrays.copyOf(viewer, header + random.nextInt(200));
            for (int at = header; at < noise.length; at++) {
                noise[at] = (byte) random.nextInt(random.nextInt(4) == 0 ? 256 : 2);
            }
            ReplayResult result = replay(noise);
            assertThat(result.records()).isZero();
            assertThat(result.end()).isNotNull();
        }
    }

    /** Checksums keep nobody from writing nonsense. */
    @Test
    void nonsenseWithGoodChecksumsIsRefusedOrReplayed() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        int differ = 0;
        for (int i = 0; i < 400; i++) {
            byte[] journal = mutant(random, i % 2 == 0 ? viewer : tracker);
            try {
                ReplayResult result = replay(journal);
                differ += result.difference().isPresent() ? 1 : 0;
            } catch (JournalException expected) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutant " + i, e);
            }
        }
        assertThat(refused).isBetween(20, 380);
        assertThat(differ).isPositive();
    }

    private static byte[] mutant(SplittableRandom random, byte[] journal) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JournalReader in = JournalReader.of(new ByteArrayInputStream(journal))) {
            JournalWriter writer = writer(out, in.header().decisions());
            writer.begin(in.header().kind(), in.header().config());
            int left = random.nextInt(300);
            for (JournalRecord r = in.next(); r != null; r = in.next()) {
                JournalRecord made = left-- == 0 ? mutant(random, r) : r;
                writer.append(made.nowNanos(), made.source(), made.type(), made.payload());
            }
            writer.close();
        }
        return out.toByteArray();
    }

    private static JournalRecord mutant(SplittableRandom random, JournalRecord r) {
        byte[] payload = r.payload().clone();
        RecordType type = r.type();
        int source = r.source();
        switch (random.nextInt(4)) {
            case 0 -> type = RecordType.all().get(random.nextInt(RecordType.all().size()));
            case 1 -> source = random.nextInt();
            case 2 -> payload = Arrays.copyOf(payload, random.nextInt(payload.length + 20));
            default -> {
                for (int i = 0; i < 3 && payload.length > 0; i++) {
                    payload[random.nextInt(payload.length)] = (byte) random.nextInt();
                }
            }
        }
        return new JournalRecord(r.nowNanos(), source, type, payload);
    }

    @Test
    void timeThatGoesBackOrLeapsEndsTheJournal() throws IOException {
        long[][] times = {{5, 4}, {0, Long.MAX_VALUE}, {0, -1}, {0, 8 * 86_400_000_000_000L}};
        for (long[] pair : times) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            JournalWriter writer = writer(out, true);
            try (JournalReader in = JournalReader.of(new ByteArrayInputStream(viewer))) {
                writer.begin(MachineKind.VIEWER, in.header().config());
            }
            for (long at : pair) {
                writer.append(at, 0, RecordType.of(PeerInput.TIMER), new byte[0]);
            }
            writer.close();
            ReplayResult result = replay(out.toByteArray());
            assertThat(result.records()).isEqualTo(1);
            assertThat(result.end()).isEqualTo(JournalEnd.MALFORMED);
            assertThat(result.end().sound()).isFalse();
        }
    }
}
