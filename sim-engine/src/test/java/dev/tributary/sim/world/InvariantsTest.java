package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Crowd;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.Replication;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every check can fail: each rule is broken once, alone, and its violation is recorded. */
final class InvariantsTest {
    private static final int CHUNK = 1024;
    private static final SliceHeader FIRST = new SliceHeader(1, 0, 1000, 8 * CHUNK, 1);

    /** Feeds events to the watch of the first viewer of a room and returns the violations. */
    private static List<String> after(
            BiConsumer<Invariants, InvariantObserver> events, String... overrides) {
        return violations(
                world ->
                        events.accept(
                                world.run().invariants(),
                                world.cast().enter(0, Crowd.ORDINARY).observer()),
                overrides);
    }

    private static List<String> violations(Consumer<World> events, String... overrides) {
        World[] world = new World[1];
        Replication.run(
                "mutation",
                1,
                simulator -> {
                    world[0] =
                            new World(
                                    Rooms.ideal(overrides),
                                    1,
                                    simulator,
                                    MediaProbe.NONE,
                                    new Trace(),
                                    0);
                    events.accept(world[0]);
                });
        return world[0].run().invariants().violations();
    }

    private static Data data(SliceHeader header) {
        return new Data(
                header,
                0,
                header.chunks(),
                0,
                Seal.ofLength(header),
                Payload.ofLength(header.sizeBytes()));
    }

    private static SliceHeader slice(int number) {
        return new SliceHeader(number, number * 1000L, 1000, 8 * CHUNK, 0);
    }

    private static void receive(InvariantObserver watch, SliceHeader header) {
        watch.mediaReceived(0, 0, data(header), MediaSource.PEER, header.sizeBytes(), 0);
    }

    private static void receiveAndSend(InvariantObserver watch) {
        receive(watch, FIRST);
        watch.mediaSent(1, 0, data(FIRST));
    }

    @Test
    void oldMediaHidesNothingThatIsHeldAndMayHaveWaitedToBeSent() {
        List<String> found =
                after(
                        (invariants, watch) -> {
                            invariants.launched(2 * 8 * CHUNK);
                            receive(watch, slice(33));
                            Data late = data(FIRST);
                            int length = late.payload().length();
                            watch.mediaReceived(1, 0, late, MediaSource.PEER, 0, length);
                            watch.mediaSent(2, 0, data(slice(33)));
                            watch.mediaSent(1_000_000_000, 0, data(FIRST));
                        });
        assertThat(found).noneMatch(rule -> rule.contains("did not hold"));
    }

    @Test
    void nothingIsWrongWithARightRun() {
        List<String> found =
                after(
                        (invariants, watch) -> {
                            receiveAndSend(watch);
                            watch.receiverAccepted(1, 0, 2, 0);
                            watch.firstFrame(2);
                            watch.sliceShown(2, FIRST);
                            watch.sliceShown(3, slice(2));
                            watch.played(FIRST);
                            watch.played(slice(2));
                            watch.emergencyLine(100, 50, 3, true);
                            invariants.launched(8 * CHUNK);
                            invariants.checkConservation();
                        });
        assertThat(found).isEmpty();
    }

    @Test
    void aCellularViewerUploads() {
        List<String> found =
                after(
                        (invariants, watch) -> receiveAndSend(watch),
                        "audience.devices={pc: 0 %, tv: 0 %, mobile: 100 %,"
                                + " cellular: 100 % of mobile}");
        assertThat(found).singleElement().asString().startsWith("a cellular viewer uploaded (");
    }

    @Test
    void aViewerBehindASymmetricNatIsASeed() {
        List<String> found =
                after((invariants, watch) -> receiveAndSend(watch), "network.nat={SYM: 100 %}");
        assertThat(found)
                .singleElement()
                .asString()
                .startsWith("a viewer behind a symmetric NAT was a seed (");
    }

    @Test
    void somethingIsSentThatWasNeverReceived() {
        List<String> nothing = after((invariants, watch) -> watch.mediaSent(1, 0, data(FIRST)));
        assertThat(nothing).singleElement().asString().startsWith("a viewer sent what it did not");
        List<String> other =
                after(
                        (invariants, watch) -> {
                            receive(watch, FIRST);
                            watch.mediaSent(1, 0, data(slice(2)));
                        });
        assertThat(other).singleElement().asString().startsWith("a viewer sent what it did not");
    }

    /** 8 KiB at 64 kbit/s take a second; the second message leaves in the same instant. */
    @Test
    void anUploadBudgetIsExceeded() {
        List<String> found =
                after(
                        (invariants, watch) -> {
                            receiveAndSend(watch);
                            watch.mediaSent(1, 0, data(FIRST));
                        },
                        "network.access=[{down: 10 Mbps, up: 0.064 Mbps, share: 100 %}]");
        assertThat(found).singleElement().asString().startsWith("an upload budget was exceeded (");
    }

    @Test
    void moreIsUploadedThanDownloaded() {
        List<String> found =
                after(
                        (invariants, watch) -> {
                            receiveAndSend(watch);
                            watch.mediaSent(1_000_000, 0, data(FIRST));
                        },
                        "protocol.uploadPerDownload=100 %");
        assertThat(found).singleElement().asString().startsWith("an upload cap was exceeded (");
    }

    @Test
    void aViewerWithoutFanOutAcceptsAReceiver() {
        List<String> found =
                after(
                        (invariants, watch) -> watch.receiverAccepted(1, 0, 2, 0),
                        "protocol.fanOut=0");
        assertThat(found).singleElement().asString().startsWith("a viewer without fan-out");
    }

    @Test
    void theEmergencyRequestIsMissingOrLate() {
        List<String> missing = after((invariants, watch) -> watch.emergencyLine(100, 50, 3, false));
        assertThat(missing).singleElement().asString().contains("has no CDN request");
        List<String> late =
                after(
                        (invariants, watch) -> {
                            watch.firstFrame(0);
                            watch.emergencyLine(100_000_051L, 50, 3, true);
                        });
        assertThat(late).singleElement().asString().startsWith("the emergency line was looked at");
    }

    @Test
    void slicesAreOutOfOrderOrLeftOut() {
        List<String> shown =
                after(
                        (invariants, watch) -> {
                            watch.sliceShown(1, FIRST);
                            watch.sliceShown(2, slice(3));
                        });
        assertThat(shown).singleElement().asString().startsWith("slices shown out of order (");
        List<String> played =
                after(
                        (invariants, watch) -> {
                            watch.played(slice(2));
                            watch.played(slice(2));
                        });
        assertThat(played).singleElement().asString().startsWith("slices played out of order (");
    }

    @Test
    void aForbiddenPairIsConnected() {
        List<String> found =
                after(
                        (invariants, watch) -> {
                            Capabilities symmetric =
                                    new Capabilities(
                                            NatType.SYMMETRIC,
                                            false,
                                            Access.WIRED,
                                            Device.PC,
                                            1_000,
                                            0,
                                            0);
                            invariants.paired(symmetric, symmetric, false);
                        });
        assertThat(found).singleElement().asString().startsWith("connected a forbidden NAT pair");
    }

    @Test
    void bytesComeFromNowhereOrGoThere() {
        List<String> twice =
                after(
                        (invariants, watch) -> {
                            receive(watch, FIRST);
                            receive(watch, FIRST);
                            watch.mediaSent(1, 0, data(FIRST));
                            invariants.checkConservation();
                        });
        assertThat(twice).singleElement().asString().startsWith("bytes are not conserved");
        List<String> gone =
                after(
                        (invariants, watch) -> {
                            invariants.sent(CHUNK);
                            invariants.checkConservation();
                        });
        assertThat(gone).singleElement().asString().startsWith("bytes are not conserved");
    }

    @Test
    void aMessageIsLargerThanItsLinkTakes() {
        SliceHeader large = new SliceHeader(1, 0, 1000, 70 * CHUNK, 1);
        assertThat(sending(data(large), "frame"))
                .singleElement()
                .asString()
                .startsWith("a message larger than its link takes");
        assertThat(sending(data(FIRST), "frame")).isEmpty();
        assertThat(sending(data(large), "slice")).as("stands for several").isEmpty();
    }

    private static List<String> sending(Data data, String granularity) {
        return violations(
                world -> world.cast().enter(0, Crowd.ORDINARY).send(0, data),
                "protocol.granularity=" + granularity);
    }

    @Test
    void manyViolationsAreCountedAndTheFirstKept() {
        List<String> found =
                after(
                        (invariants, watch) -> {
                            for (int i = 0; i < 25; i++) {
                                invariants.that(false, i, "rule " + i);
                            }
                        });
        assertThat(found).hasSize(21).last().isEqualTo("and 5 more");
        assertThat(found.get(3)).isEqualTo("rule 3 (viewer 3, at 0 ns, seed 1)");
    }

    /** The rules are asked in real runs, not only here: peers upload, and a seed can be starved. */
    @Test
    void aRunAsksThem() {
        Measurement measured = Rooms.run(Rooms.still("audience.viewers=20"), 1);
        assertThat(measured.bytes().uploaded()).isPositive();
        assertThat(measured.violations()).isEmpty();
    }

    /** What the CDN sent of the buffers came before; nothing is broken where only that is shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{at: 20 s, do: publisher-stops}", "{at: 20 s, do: cdn-outage, for: 40 s}"})
    void anAbsenceThatBeginsWithTheMeasurementIsNoSharingAboveTheBound(String event) {
        Scenario scenario =
                Rooms.library(
                        "douyu-three",
                        "audience.viewers=30",
                        "audience.ramp=5 s",
                        "audience.sessions=forever",
                        "run.warmUp=20 s",
                        "run.duration=40 s",
                        "events=[" + event + "]");
        assertThat(Rooms.run(scenario, 1).violations()).isEmpty();
    }
}
