package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.PieceRun;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.RefuseReason;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Request;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Unsubscribe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer in a world gone mad: any input in any order, with any values the types allow. */
class PeerFuzzTest {
    /** Input that the peer is fed with, and what must hold after each. */
    private static final class Storm {
        private final Rng rng;
        private final RecordingOutput output = new RecordingOutput();
        private final RoomSettings settings;
        private final Peer peer;
        private final boolean orderly;
        private long now;
        private long effects;
        private int hash;
        private int immediate;
        private int linksMax;

        /**
         * Prepares a storm.
         *
         * @param orderly whether the viewer plays, has an index and is joined before it begins
         */
        Storm(int seed, SystemProfile strategy, boolean orderly) {
            rng = new Rng(seed);
            this.orderly = orderly;
            settings = Rooms.small(strategy).relayDepthMax(2).build();
            peer = new Peer(Rooms.config(seed), Systems.all(), output, PeerObserver.NONE);
            if (orderly) {
                peer.onPlay(0);
                peer.onLinkAnswer(0, Rooms.answer(settings));
                peer.onIndex(0, Rooms.index(1, 20));
                peer.onTrackerUp(0);
                peer.onTrackerMessage(0, new JoinOk(100, 5_000));
            }
        }

        void run(int inputs) {
            for (int i = 0; i < inputs; i++) {
                if (rng.nextInt(3) == 0) {
                    now += rng.nextInt(200) * Rooms.MILLI;
                }
                serveTimer();
                input(rng.nextInt(32));
                check();
            }
        }

        /** Serves the deadline if it has passed: at one instant not more than a few times. */
        private void serveTimer() {
            immediate = 0;
            while (peer.nextDeadlineNanos() <= now) {
                peer.onTimer(now);
                assertThat(++immediate).as("timers at one instant").isLessThan(4);
            }
        }

        private void check() {
            effects += output.effects.size();
            for (String effect : output.effects) {
                hash = 31 * hash + effect.hashCode();
            }
            linksMax = Math.max(linksMax, output.open.size());
            assertThat(output.effects.size()).as("effects of one input").isLessThan(3_000);
            output.clear();
        }

        private int small(int bound) {
            return rng.nextInt(bound);
        }

        /** Mostly a sensible number, sometimes any. */
        private int number(int low, int likely) {
            return small(8) == 0 ? low + small(Integer.MAX_VALUE - low) : low + small(likely);
        }

        private int link() {
            return small(20) == 0 ? small(200) - 50 : small(6);
        }

        private SliceHeader header() {
            int near = (int) (now / Rooms.SECOND) + 1 + small(30);
            int slice = small(10) == 0 ? number(1, 100) : near;
            if (small(4) > 0 && slice < 1_000_000) {
                return Rooms.header(slice);
            }
            long dts = small(3) == 0 ? (long) small(1 << 30) << 20 : slice * 1_000L;
            int size = small(20) == 0 ? SliceHeader.SIZE_MAX : small(200_000);
            int duration = small(3) == 0 ? small(SliceHeader.DURATION_MILLIS_MAX) : small(5);
            return new SliceHeader(slice, dts, duration, size, small(8));
        }

        private Data data() {
            SliceHeader header = header();
            int first = 15 * small(Seal.blocks(header));
            int count = Math.min(15 * (1 + small(14)), header.chunks() - first);
            return Rooms.chunks(header, first, count, small(Data.HOP_MAX + 1));
        }

        private <E> E any(E[] values) {
            return values[small(values.length)];
        }

        private Index index() {
            if (small(4) == 0) {
                return new Index(List.of());
            }
            boolean absurd = !orderly && small(5) == 0;
            int from = absurd ? number(1, 50) : (int) (now / Rooms.SECOND) + 1;
            List<SliceHeader> headers = new ArrayList<>();
            for (int s = from; s < from + 20 && s > 0; s++) {
                headers.add(new SliceHeader(s, s * 1_000L, 1_000, 10_000, small(2)));
            }
            return new Index(headers);
        }

        private Message tracker() {
            return switch (small(8)) {
                case 0 -> new JoinOk(number(1, 300), 1 + small(6_000));
                case 1, 2, 3 -> plan();
                case 4, 5 ->
                        new Signal(
                                number(1, 12),
                                number(0, 4),
                                any(SignalKind.values()),
                                Payload.ofLength(small(50)));
                case 6 -> new Peers(List.of(number(1, 12), number(1, 12)));
                default ->
                        new Rejection(
                                any(RejectionCode.values()), small(50) == 0 ? 0 : 1 + small(3_000));
            };
        }

        private Message plan() {
            List<Slot> slots = new ArrayList<>();
            for (int k = 0; k < 1 + small(5); k++) {
                slots.add(new Slot(k, number(0, 12), number(0, 12)));
            }
            return new Assign(small(6) - 1, slots);
        }

        private Message message() {
            return switch (small(15)) {
                case 0, 1, 2, 3 -> data();
                case 12 -> new Have(small(1 << 8), pieces(Have.HERE));
                case 13 -> new Request(small(4_000), pieces(Request.SEAL_WANTED));
                case 14 -> new Absent(pieces(Absent.BUSY));
                case 4 -> new Hello(Rooms.STREAM, number(1, 12), 15 + small(65_521));
                case 5, 6 -> new Subscribe(small(31) % (1 + small(31)), number(1, 60));
                case 7 -> new Unsubscribe(small(4));
                case 8, 9 -> new Nack(number(1, 60), runs());
                case 10 -> new Refuse(small(5), any(RefuseReason.values()));
                default -> small(4) == 0 ? new Leave() : new Bye(any(CloseReason.values()));
            };
        }

        /** Near and far, in order, at most a few of a slice. */
        private List<PieceRun> pieces(int markMax) {
            List<PieceRun> runs = new ArrayList<>();
            int slice = small(5) == 0 ? number(1, 100) : (int) (now / Rooms.SECOND) + 1;
            for (int i = 0; i < 1 + small(8); i++) {
                int first = small(6) == 0 ? small(8_000) : small(30);
                runs.add(new PieceRun(slice + i, first, 1 + small(40), small(markMax + 1)));
            }
            return runs;
        }

        private List<ChunkRun> runs() {
            List<ChunkRun> runs = new ArrayList<>();
            int at = 0;
            for (int i = 0; i < small(6); i++) {
                int first = at + small(40);
                int count = 1 + small(40);
                runs.add(new ChunkRun(first, count));
                at = first + count;
            }
            return runs;
        }

        private void input(int kind) {
            switch (kind) {
                case 0 -> peer.onPlay(now);
                case 1 -> peer.onLinkAnswer(now, Rooms.answer(settings));
                case 2 -> peer.onServerFailed(now);
                case 3 -> peer.onIndex(now, index());
                case 4, 5 -> peer.onTrackerUp(now);
                case 6 -> trackerDown();
                case 7, 8, 9, 10 -> peer.onTrackerMessage(now, tracker());
                case 11, 12 ->
                        peer.onLocalSignal(
                                now, link(), any(SignalKind.values()), Payload.ofLength(9));
                case 13, 14, 15 -> linkUp();
                case 16 -> linkDown();
                case 17, 18, 19 -> peer.onEdgeData(now, small(40), data());
                case 20 -> peer.onEdgeFailed(now, small(3) == 0 ? 0 : number(0, 40));
                case 21 -> {
                    peer.onLinkTakes(now, link(), small(2) == 0);
                    peer.onTimer(now);
                }
                case 22 -> peer.onVerified(now, number(0, 40), small(2) == 0);
                case 23, 24, 25 -> verified();
                default -> peer.onMessage(now, link(), message());
            }
        }

        /** Answers some of what was asked, not always in order. */
        private void verified() {
            List<Integer> asked = List.copyOf(output.checks.keySet());
            for (int check : asked) {
                if (small(3) > 0) {
                    output.checks.remove(check);
                    peer.onVerified(now, check, small(30) > 0);
                }
            }
        }

        private void trackerDown() {
            if (!orderly || small(5) == 0) {
                peer.onTrackerDown(now);
            }
        }

        private void linkDown() {
            int link = link();
            output.open.remove((Integer) link);
            peer.onLinkDown(now, link, any(CloseReason.values()));
        }

        private void linkUp() {
            int link = link();
            int most = Rooms.MESSAGE_BYTES_MAX;
            peer.onLinkUp(now, link, small(4) == 0 ? 1 + small(most) : most);
            if (small(2) == 0) {
                peer.onMessage(now, link, new Hello(Rooms.STREAM, number(1, 12), 15));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anyInputInAnyOrderLeavesTheViewerInOrder(int seed) {
        for (SystemProfile strategy : Systems.all().list()) {
            for (boolean orderly : new boolean[] {false, true}) {
                Storm storm = new Storm(seed, strategy, orderly);
                storm.run(5_000);

                assertThat(storm.linksMax).isLessThanOrEqualTo(LinkTable.LINKS_MAX);
            }
        }
    }

    @Test
    void equalStormsHaveEqualEffects() {
        Storm once = new Storm(9, SubStreamSystem.SYSTEM, true);
        Storm again = new Storm(9, SubStreamSystem.SYSTEM, true);
        once.run(10_000);
        again.run(10_000);

        assertThat(once.effects).isEqualTo(again.effects).isGreaterThan(1_000);
        assertThat(once.hash).isEqualTo(again.hash);
    }

    @Test
    void nothingHappensAfterTheViewerLeft() {
        Storm storm = new Storm(5, SubStreamSystem.SYSTEM, true);
        storm.run(2_000);
        storm.peer.onLeave(storm.now);
        storm.output.clear();
        assertThat(storm.peer.nextDeadlineNanos()).isEqualTo(Time.NEVER);
        for (int i = 0; i < 2_000; i++) {
            storm.input(storm.small(32));
        }

        assertThat(storm.output.effects).isEmpty();
        assertThat(storm.output.open).isEmpty();
    }

    @Test
    void nothingHappensBeforePlay() {
        Storm storm = new Storm(6, SubStreamSystem.SYSTEM, false);
        for (int i = 0; i < 2_000; i++) {
            storm.input(1 + storm.small(31));
        }

        assertThat(storm.output.effects).isEmpty();
    }
}
