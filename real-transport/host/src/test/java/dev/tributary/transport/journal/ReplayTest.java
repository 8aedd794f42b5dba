package dev.tributary.transport.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded is what is replayed, and what differs is named (reliability.md 5.4). */
class ReplayTest {
    private static final int SECONDS = 60;
    private static final int VIEWERS = 6;

    /** Journals of a tracker and of viewers, of the same session. */
    @TempDir private static Path journals;

    private static long mediaBytes;

    private static JournalWriter.Origin origin(boolean decisions) {
        return new JournalWriter.Origin("0123abcd", 1_700_000_000_000L, decisions);
    }

    private static JournalWriter writer(String name, boolean decisions) throws IOException {
        Path file = journals.resolve(name);
        return JournalWriter.create(file, origin(decisions), JournalWriter.BYTES_MAX);
    }

    @BeforeAll
    static void record() throws IOException {
        Room room = new Room(writer("tracker", true));
        for (int i = 0; i < VIEWERS; i++) {
            room.join(writer("viewer-" + i, i % 2 == 0));
            room.until(i);
        }
        room.until(30);
        room.forgeries = 150;
        room.until(34);
        room.forgeries = 0;
        room.until(45);
        room.nodes.get(3).leave();
        room.until(SECONDS);
        for (Room.Node node : room.nodes) {
            mediaBytes += node.mediaBytes;
            assertThat(node.played).isGreaterThan(30);
        }
        assertThat(mediaBytes).as("viewers fed each other").isGreaterThan(20_000_000);
        assertThat(room.viewers()).isEqualTo(VIEWERS - 1);
        room.close();
    }

    @Test
    void everyMachineDoesTheSameAgain() throws IOException {
        List<String> names = new ArrayList<>(List.of("tracker"));
        for (int i = 0; i < VIEWERS; i++) {
            names.add("viewer-" + i);
        }
        for (String name : names) {
            ReplayResult result = Replay.run(journals.resolve(name));
            assertThat(result.difference()).as(name).isEmpty();
            assertThat(result.end()).isEqualTo(JournalEnd.CLOSED);
            assertThat(result.machineNanos()).isGreaterThan(40_000_000_000L);
            assertThat(result.header().build()).isEqualTo("0123abcd");
        }
    }

    @Test
    void replayIsFarFasterThanRealTimeAndJournalsAreSmall() throws IOException {
        for (String name : List.of("tracker", "viewer-0", "viewer-1")) {
            Path file = journals.resolve(name);
            Replay.run(file);
            ReplayResult result = Replay.run(file);
            double seconds = result.machineNanos() / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%s%s: %.0f s, %d records, %.0f bytes/s, replayed at %.0f times real time%n",
                    name,
                    result.header().decisions() ? " with decisions" : "",
                    seconds,
                    result.records(),
                    Files.size(file) / seconds,
                    result.speed());
            assertThat(result.speed()).isGreaterThan(50);
            assertThat(Files.size(file) / seconds).isLessThan(12_000);
        }
    }

    @Test
    void journalsHoldNoSecrets() throws IOException {
        for (String name : List.of("tracker", "viewer-0", "viewer-1")) {
            String text = Files.readString(journals.resolve(name), StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .as(name)
                    .doesNotContain("this-token-is-secret")
                    .doesNotContain("secretpasswordofaviewer")
                    .doesNotContain("SECRET!!")
                    .contains("0123abcd");
        }
    }

    /** Copies a journal, changing records on the way, with checksums that are right. */
    private static byte[] changed(String name, Change change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JournalReader in = JournalReader.open(journals.resolve(name))) {
            JournalWriter.Origin origin = origin(in.header().decisions());
            JournalWriter writer = new JournalWriter(out, "copy", origin, Long.MAX_VALUE);
            writer.begin(in.header().kind(), in.header().config());
            for (JournalRecord r = in.next(); r != null; r = in.next()) {
                JournalRecord made = change.of(r);
                writer.append(made.nowNanos(), made.source(), made.type(), made.payload());
            }
            writer.close();
        }
        return out.toByteArray();
    }

    private interface Change {
        JournalRecord of(JournalRecord record) throws IOException;
    }

    private static ReplayResult replay(byte[] journal) throws IOException {
        return Replayer.run(JournalReader.of(new ByteArrayInputStream(journal)));
    }

    /** As if the code had changed: fewer sub-streams than then. */
    private static JournalRecord twoSubStreams(JournalRecord record) throws IOException {
        if (record.type() != RecordType.of(PeerInput.LINK_ANSWER)) {
            return record;
        }
        LinkAnswer answer = Contents.message(record.payload(), LinkAnswer.class);
        RoomSettings then = answer.settings();
        assertThat(then.layout().subStreams()).isEqualTo(3);
        RoomSettings now = Settings.like(then).subStreams(2).build();
        byte[] made =
                MessageRecord.encode(new LinkAnswer(0, answer.token(), answer.originKey(), now));
        return new JournalRecord(record.nowNanos(), 0, record.type(), made);
    }

    @Test
    void unchangedCopyIsIdentical() throws IOException {
        for (String name : List.of("tracker", "viewer-0", "viewer-1")) {
            assertThat(replay(changed(name, r -> r)).difference()).isEmpty();
        }
    }

    @Test
    void firstChangedDecisionIsNamed() throws IOException {
        ReplayResult result = replay(changed("viewer-0", ReplayTest::twoSubStreams));
        ReplayResult.Difference difference = result.difference().orElseThrow();
        assertThat(difference.upon()).isEqualTo("index");
        assertThat(difference.recorded()).matches("stream_from_edge 0\\+1\\+2 from \\d+");
        assertThat(difference.now()).matches("stream_from_edge 0\\+1 from \\d+");
        assertThat(difference.fromNanos()).isEqualTo(difference.toNanos()).isLessThan(1L << 30);
    }

    @Test
    void withoutDecisionsTheSecondIsNamed() throws IOException {
        ReplayResult result = replay(changed("viewer-1", ReplayTest::twoSubStreams));
        ReplayResult.Difference difference = result.difference().orElseThrow();
        assertThat(difference.upon()).isEmpty();
        assertThat(difference.recorded()).matches("\\d+ effects in second 0, hash [0-9a-f]+");
        assertThat(difference.now()).isNotEqualTo(difference.recorded());
        assertThat(difference.fromNanos()).isZero();
        assertThat(difference.toNanos()).isBetween(1_000_000_000L, 1_200_000_000L);
    }

    @Test
    void decisionThatTheTrackerMakesNoMoreIsNamed() throws IOException {
        boolean[] done = {false};
        ReplayResult result =
                replay(
                        changed(
                                "tracker",
                                r -> {
                                    if (done[0]
                                            || r.type()
                                                    != RecordType.of(TrackerInput.TOKEN_CHECKED)) {
                                        return r;
                                    }
                                    done[0] = true;
                                    byte[] refused = r.payload().clone();
                                    refused[0] = 0;
                                    return new JournalRecord(
                                            r.nowNanos(), r.source(), r.type(), refused);
                                }));
        ReplayResult.Difference difference = result.difference().orElseThrow();
        assertThat(difference.recorded()).matches("send \\d+ JoinOk\\[session=1,.*");
        assertThat(difference.now()).matches("send \\d+ Rejection\\[code=BAD_TOKEN,.*");
    }

    @Test
    void fewerOrMoreDecisionsDifferAsWell() throws IOException {
        boolean[] done = {false};
        byte[] shorter =
                changed(
                        "viewer-0",
                        r -> {
                            if (done[0] || r.type() != RecordType.of(PeerInput.TRACKER_MESSAGE)) {
                                return r;
                            }
                            boolean plan =
                                    Contents.message(r.payload(), Message.class) instanceof Assign;
                            done[0] = plan;
                            RecordType type = plan ? RecordType.of(PeerInput.TIMER) : r.type();
                            return new JournalRecord(r.nowNanos(), 0, type, r.payload());
                        });
        ReplayResult.Difference difference = replay(shorter).difference().orElseThrow();
        assertThat(done[0]).isTrue();
        assertThat(difference.recorded()).isNotEqualTo(difference.now());
    }

    @Test
    void changedCountOrHashOfMediaIsFoundWithinItsSecond() throws IOException {
        int[] left = {300};
        byte[] journal =
                changed(
                        "viewer-1",
                        r -> {
                            if (r.type() != RecordType.of(PeerInput.VERIFIED) || left[0]-- != 0) {
                                return r;
                            }
                            return new JournalRecord(
                                    r.nowNanos(), r.source(), r.type(), new byte[] {0});
                        });
        ReplayResult.Difference difference = replay(journal).difference().orElseThrow();
        assertThat(difference.toNanos() - difference.fromNanos()).isBetween(0L, 3_000_000_000L);
        assertThat(difference.fromNanos()).isPositive();
    }

    @Test
    void machineThatFailsIsADifference() throws IOException {
        boolean[] done = {false};
        byte[] journal =
                changed(
                        "tracker",
                        r -> {
                            if (done[0] || r.type() != RecordType.of(TrackerInput.CLIENT_MESSAGE)) {
                                return r;
                            }
                            done[0] = true;
                            return new JournalRecord(
                                    r.nowNanos(),
                                    0,
                                    RecordType.of(TrackerInput.CONNECTED),
                                    new byte[] {0});
                        });
        ReplayResult.Difference difference = replay(journal).difference().orElseThrow();
        assertThat(difference.now()).contains("a connection comes up once");
    }
}
