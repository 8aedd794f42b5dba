package dev.tributary.transport.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.origin.Push;
import dev.tributary.transport.origin.SliceNumbers;
import dev.tributary.transport.player.ViewerStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Viewers that watch while the origin becomes another (decision 70), over real sockets. Its tests
 * wait for viewers to play what they hold, ten seconds, and so beside each other; but beside no
 * other class, for some count lines of the log.
 */
@Timeout(150)
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@SuppressWarnings("try") // what is broadcast ends with its block
final class OriginChangeTest {
    /** Media that is there when a viewer comes: it begins ten seconds back. */
    private static final long HEAD_START_MILLIS = 12_000;

    /** Of the room; what a viewer may have asked for in vain. */
    private static final long MEDIA_BYTES_PER_SECOND = 300_000 / 8;

    /** Of the fixture, which has a keyframe each second. */
    private static final long SLICE_MILLIS = 1_000;

    @TempDir private Path directory;

    private final List<Chain.Seat> seats = new ArrayList<>();

    /** Two viewers that feed each other. */
    private void watch(Chain chain) throws Exception {
        seats.add(chain.watch());
        seats.add(chain.watch());
        for (Chain.Seat seat : seats) {
            await(seat, "a picture", 20, now -> now.bufferMillis() > 3_000);
            await(seat, "a link", 20, now -> now.links() == 1);
        }
    }

    private interface State {
        boolean is(ViewerStatus now);
    }

    private static void await(Chain.Seat seat, String what, int seconds, State state)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!state.is(seat.viewer().status())) {
            assertThat(System.nanoTime() - end)
                    .as("%s within %d s; %s", what, seconds, seat.viewer().status())
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static long useful(ViewerStatus status) {
        return status.peerBytes() + status.cdnBytes();
    }

    /** Waits until every viewer has got, and shows, so many seconds more. */
    private void goOn(int seconds, int within) throws InterruptedException {
        long more = seconds * MEDIA_BYTES_PER_SECOND;
        for (Chain.Seat seat : seats) {
            long before = useful(seat.viewer().status());
            await(
                    seat,
                    "new media on the screen",
                    within,
                    now -> useful(now) > before + more && !now.stalled() && now.links() == 1);
        }
    }

    private static SliceNumbers clock(Duration behind) {
        return SliceNumbers.byClock(Clock.offset(Clock.systemUTC(), behind.negated()));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void newKeyGoesByUnseen() throws Exception {
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM);
                Push push = chain.push();
                Broadcast broadcast = broadcast(push)) {
            watch(chain);
            chain.newKey();
            TimeUnit.SECONDS.sleep(3);
            chain.nameKey();
            goOn(15, 25);
            seats.add(chain.watch());
            await(seats.get(2), "a newcomer's picture", 20, now -> now.bufferMillis() > 2_000);

            for (Chain.Seat seat : seats) {
                assertThat(seat.viewer().status().stalls()).isZero();
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void schedulerThatLearnsTheKeyLateEndsTheStandstill() throws Exception {
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM);
                Push push = chain.push();
                Broadcast broadcast = broadcast(push)) {
            watch(chain);
            chain.newKey();
            TimeUnit.SECONDS.sleep(20);
            long before = chain.edgeBytes();
            assertThat(before).isPositive();
            TimeUnit.SECONDS.sleep(5);
            assertThat(chain.edgeBytes() - before).as("media in vain, bytes").isZero();
            for (Chain.Seat seat : seats) {
                assertThat(seat.viewer().status().stalled()).isTrue();
            }
            chain.nameKey();
            goOn(5, 35);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anotherOriginWithAnotherKeyIsFollowed() throws Exception {
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM)) {
            try (Push push = chain.push();
                    Broadcast broadcast = broadcast(push)) {
                watch(chain);
            }
            chain.newKey();
            chain.nameKey();
            chain.restartOrigin(clock(Duration.ZERO));
            try (Push push = chain.push();
                    Broadcast broadcast = broadcast(push)) {
                goOn(15, 40);
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clockAnHourBackIsNotSeenWhereNumbersAreKept() throws Exception {
        SliceNumbers kept = SliceNumbers.keptIn(directory, Clock.systemUTC());
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM, kept)) {
            int newest;
            try (Push push = chain.push();
                    Broadcast broadcast = broadcast(push)) {
                watch(chain);
                newest = chain.newest();
            }
            Clock back = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
            chain.restartOrigin(SliceNumbers.keptIn(directory, back));
            try (Push push = chain.push();
                    Broadcast broadcast = broadcast(push)) {
                goOn(15, 40);
                assertThat(chain.newest()).isGreaterThan(newest);
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clockAnHourBackIsSurvivedWhereNothingIsKept() throws Exception {
        back(Duration.ofHours(1));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clockHalfAMinuteBackIsSurvivedWhereNothingIsKept() throws Exception {
        back(Duration.ofSeconds(30));
    }

    private void back(Duration step) throws Exception {
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM)) {
            int newest;
            try (Push push = chain.push();
                    Broadcast broadcast = broadcast(push)) {
                watch(chain);
                newest = chain.newest();
            }
            chain.restartOrigin(clock(step));
            try (Push push = chain.push();
                    Broadcast broadcast = new Broadcast(push, Fixture.bytes(), 0)) {
                for (Chain.Seat seat : seats) {
                    await(seat, "the end of what is here", 40, now -> now.stalls() > 0);
                }
                for (Chain.Seat seat : seats) {
                    await(seat, "a picture again", 15, now -> !now.stalled());
                }
                assertThat(chain.newest()).as("below what was played").isLessThan(newest);
                goOn(15, 30);
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void playersTimesGoOnThoughAnOriginIsKilled() throws Exception {
        times(clock(Duration.ZERO), clock(Duration.ZERO));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void playersTimesGoOnWhereNumbersAreKept() throws Exception {
        Clock now = Clock.systemUTC();
        times(SliceNumbers.keptIn(directory, now), SliceNumbers.keptIn(directory, now));
    }

    /** One answer, of an origin that is killed while it is pushed to and of the next one. */
    private void times(SliceNumbers before, SliceNumbers after) throws Exception {
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM, before)) {
            seats.add(chain.watch());
            try (Push push = chain.push();
                    Broadcast broadcast = broadcast(push)) {
                await(seats.get(0), "a picture", 20, now -> now.bufferMillis() > 3_000);
                try (Reading player = new Reading(seats.get(0).port())) {
                    await(seats.get(0), "media", 20, now -> player.spanMillis() > 0);
                    chain.restartOrigin(after);
                    long all = broadcast.pushedMillis();
                    goesOn(chain, player, all + 3_000);
                }
            }
        }
    }

    private void goesOn(Chain chain, Reading player, long spanMillis) throws Exception {
        try (Push push = chain.push();
                Broadcast broadcast = broadcast(push)) {
            await(
                    seats.get(0),
                    "media of the second origin",
                    40,
                    now -> player.spanMillis() > spanMillis || player.ended());
        }
        assertThat(player.ended()).as("it is one answer").isFalse();
        assertThat(player.backMillis()).isZero();
        assertThat(player.jumpMillis()).isBetween(1L, SLICE_MILLIS);
    }

    private static Broadcast broadcast(Push push) throws Exception {
        return new Broadcast(push, Fixture.bytes(), HEAD_START_MILLIS);
    }
}
