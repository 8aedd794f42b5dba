package dev.tributary.core.peer;

import static dev.tributary.core.testkit.Rooms.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.StandingStream;
import dev.tributary.core.testkit.Timeline;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A viewer of an edge whose host takes its time to verify, as a browser does: an edge sends the
 * backlog in blocks, slice by slice, faster than signatures are checked.
 */
class SlowChecksTest {
    private static final int FIRST = 1;
    private static final int BACKLOG = 20;
    private static final RoomSettings SETTINGS = Rooms.small().frameChunks(15).build();

    /** Slices a little longer than a second: an emergency line falls just after the first frame. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_010, 1_020, 1_030, 1_040})
    void mediaWhoseSealIsBeingCheckedIsNotGivenUp(int sliceMillis) {
        for (int apart = 5; apart <= 50; apart += 3) {
            Screen screen = new Screen(sliceMillis, check -> check < 0 ? 20 * MILLI : 5 * MILLI);
            screen.apartMillis = apart;
            screen.until(30);

            assertThat(screen.refused).as("%d ms apart", apart).isEmpty();
            assertThat(screen.stalls).isEmpty();
            assertThat(screen.duplicate).isZero();
            assertThat(screen.played).hasSizeGreaterThan(30).doesNotHaveDuplicates();
            assertThat(screen.starting("stream")).as("asked once").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void checksOfUpToAFifthOfASecondOutOfOrderStallNobody(int seed) {
        Rng rng = new Rng(seed);
        Screen screen = new Screen(1_000 + 5 * seed, check -> rng.nextInt(200) * MILLI);
        screen.until(60);

        assertThat(screen.refused).isEmpty();
        assertThat(screen.stalls).isEmpty();
        assertThat(screen.duplicate).isZero();
        assertThat(screen.played).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    }

    /** One viewer and its edge; the tracker never answers. */
    private static final class Screen extends RecordingOutput implements PeerObserver {
        private final Timeline time = new Timeline();
        private final int sliceMillis;

        /** From one slice of the backlog to the next. */
        private long apartMillis = 20;

        private final IntToLongFunction verifyNanos;
        private final StandingStream stream = new StandingStream();
        private final Peer peer = new Peer(Rooms.config(1), Systems.all(), this, this);
        private final List<Refusal> refused = new ArrayList<>();
        private final List<Long> stalls = new ArrayList<>();
        private long duplicate;
        private int newest = BACKLOG;

        /**
         * Creates a viewer.
         *
         * @param verifyNanos how long a check takes, given its number, negative with a signature
         */
        Screen(int sliceMillis, IntToLongFunction verifyNanos) {
            this.sliceMillis = sliceMillis;
            this.verifyNanos = verifyNanos;
            time.after(sliceMillis * MILLI, this::publish);
            peer.onPlay(0);
        }

        void until(double seconds) {
            time.until(seconds, peer::nextDeadlineNanos, () -> peer.onTimer(time.now()));
        }

        private SliceHeader header(int slice) {
            long dts = (long) (slice - 1) * sliceMillis;
            return new SliceHeader(
                    slice, dts, sliceMillis, Rooms.SLICE_BYTES, SliceHeader.KEYFRAME);
        }

        private void publish() {
            newest++;
            if (stream.wants(newest, SETTINGS.subStream(newest))) {
                send(newest, time.now());
            }
            time.after(sliceMillis * MILLI, this::publish);
        }

        private void send(int slice, long at) {
            SliceHeader header = header(slice);
            for (int first = 0; first < header.chunks(); first += RoomSettings.BLOCK_CHUNKS) {
                int count = Math.min(RoomSettings.BLOCK_CHUNKS, header.chunks() - first);
                Data data = Rooms.chunks(header, first, count, 0);
                time.at(at, () -> peer.onEdgeData(time.now(), 0, data));
            }
        }

        @Override
        public void askScheduler(GetLink question) {
            time.after(MILLI, () -> peer.onLinkAnswer(time.now(), Rooms.answer(SETTINGS)));
        }

        @Override
        public void fetchIndex() {
            List<SliceHeader> headers = new ArrayList<>();
            for (int s = FIRST; s <= newest; s++) {
                headers.add(header(s));
            }
            time.after(MILLI, () -> peer.onIndex(time.now(), new Index(headers)));
        }

        @Override
        public void streamFromEdge(int subStreams, int fromSlice) {
            super.streamFromEdge(subStreams, fromSlice);
            stream.change(subStreams, fromSlice);
            for (int s = fromSlice; s <= newest; s++) {
                send(s, time.now() + (s - fromSlice + 1) * apartMillis * MILLI);
            }
        }

        @Override
        public void verify(int check, Data data, Seal seal, boolean signature) {
            long delay = verifyNanos.applyAsLong(signature ? -check : check);
            time.after(delay, () -> peer.onVerified(time.now(), check, true));
        }

        @Override
        public void mediaReceived(
                long nowNanos, int link, Data data, MediaSource source, int useful, int again) {
            duplicate += again;
        }

        @Override
        public void refused(long nowNanos, int link, Refusal reason) {
            refused.add(reason);
        }

        @Override
        public void stallBegan(long nowNanos) {
            stalls.add(nowNanos / MILLI);
        }
    }
}
