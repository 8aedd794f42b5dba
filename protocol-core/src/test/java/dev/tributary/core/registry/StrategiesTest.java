package dev.tributary.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ProviderState;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.system.random.RandomSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.testkit.Settings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StrategiesTest {
    private static final long SECOND = 1_000_000_000L;

    /** A peer that is whatever the test says. */
    private static final class Told implements PeerView {
        int own = UNASSIGNED;
        final ProviderState[] provider = new ProviderState[3];
        final long[] since = new long[3];
        final boolean[] had = new boolean[3];
        int hop = 1;
        long joined = Long.MAX_VALUE;
        int links;
        long buffered = 6 * SECOND;

        Told() {
            Arrays.fill(provider, ProviderState.NONE);
        }

        void ready(int subStream) {
            provider[subStream] = ProviderState.READY;
            had[subStream] = true;
        }

        void lost(int subStream, long nowNanos) {
            provider[subStream] = ProviderState.NONE;
            since[subStream] = nowNanos;
        }

        @Override
        public RoomSettings settings() {
            return settings(SubStreamSystem.SYSTEM);
        }

        static RoomSettings settings(SystemProfile kind) {
            return Settings.of(kind).bitrateKbps(800).subStreams(3).relayDepthMax(2).build();
        }

        @Override
        public int cdnSubStream() {
            return own;
        }

        @Override
        public ProviderState provider(int subStream) {
            return provider[subStream];
        }

        @Override
        public long withoutProviderSinceNanos(int subStream) {
            return since[subStream];
        }

        @Override
        public boolean hadProvider(int subStream) {
            return had[subStream];
        }

        @Override
        public int hop(int subStream) {
            return hop;
        }

        @Override
        public long bufferedNanos(long nowNanos) {
            return buffered;
        }

        @Override
        public long joinedNanos() {
            return joined;
        }

        @Override
        public int linkCount() {
            return links;
        }

        @Override
        public boolean linkReady(int link) {
            return link != 1;
        }

        @Override
        public Rng rng() {
            return new Rng(1);
        }
    }

    private final Told view = new Told();
    private final Strategy strategy = Systems.all().of(Told.settings(SubStreamSystem.SYSTEM));

    @Test
    void fullStreamUntilTheTrackerHasSpoken() {
        view.ready(1);

        assertThat(strategy.stream().edgeSubStreams(0, view)).isEqualTo(0b111);
    }

    @Test
    void subStreamIsGivenUpWhenItsProviderIsReady() {
        view.own = 0;
        assertThat(strategy.stream().edgeSubStreams(0, view)).isEqualTo(0b111);
        view.provider[1] = ProviderState.CONNECTING;
        assertThat(strategy.stream().edgeSubStreams(0, view)).isEqualTo(0b111);
        view.ready(1);
        assertThat(strategy.stream().edgeSubStreams(0, view)).isEqualTo(0b101);
        view.ready(2);
        assertThat(strategy.stream().edgeSubStreams(0, view)).isEqualTo(0b001);
    }

    @Test
    void aSlowLineKeepsTheFullStreamUntilItsBufferIsHealthy() {
        view.own = 0;
        view.ready(1);
        view.ready(2);
        view.buffered = 6 * SECOND - 1;
        assertThat(strategy.stream().edgeSubStreams(0, view)).isEqualTo(0b111);
        assertThat(strategy.stream().nextDecisionNanos(0, view)).isEqualTo(Time.NEVER);
        assertThat(strategy.stream().watchesBuffer()).isTrue();
        view.buffered = 6 * SECOND;
        assertThat(strategy.stream().edgeSubStreams(0, view)).isEqualTo(0b001);
        assertThat(strategy.stream().watchesBuffer()).isFalse();
        view.buffered = 0;
        assertThat(strategy.stream().edgeSubStreams(0, view)).as("only once").isEqualTo(0b001);
    }

    @Test
    void lostProviderIsWaitedForExactlyTheGrace() {
        view.own = 0;
        view.ready(1);
        view.ready(2);
        assertThat(strategy.stream().edgeSubStreams(9 * SECOND, view)).isEqualTo(0b001);
        view.lost(1, 10 * SECOND);

        assertThat(strategy.stream().nextDecisionNanos(10 * SECOND, view)).isEqualTo(13 * SECOND);
        assertThat(strategy.stream().edgeSubStreams(13 * SECOND - 1, view)).isEqualTo(0b001);
        assertThat(strategy.stream().edgeSubStreams(13 * SECOND, view)).isEqualTo(0b011);
        assertThat(strategy.stream().nextDecisionNanos(13 * SECOND, view)).isEqualTo(Time.NEVER);
    }

    @Test
    void emergenciesOnOneSubStreamAreNoReasonForTheFullStream() {
        view.own = 0;
        view.ready(1);
        view.ready(2);
        for (int i = 0; i < 10; i++) {
            strategy.stream().onEmergency(i, 1, 1000);
        }

        assertThat(strategy.stream().edgeSubStreams(10, view)).isEqualTo(0b001);
    }

    @Test
    void threeEmergenciesOnTwoSubStreamsBringTheFullStreamForTenSeconds() {
        view.own = 0;
        view.ready(1);
        view.ready(2);
        strategy.stream().onEmergency(SECOND, 1, 1000);
        strategy.stream().onEmergency(2 * SECOND, 1, 1000);
        assertThat(strategy.stream().edgeSubStreams(2 * SECOND, view)).isEqualTo(0b001);
        strategy.stream().onEmergency(3 * SECOND, 2, 1000);

        assertThat(strategy.stream().edgeSubStreams(3 * SECOND, view)).isEqualTo(0b111);
        assertThat(strategy.stream().edgeReason(3 * SECOND, view, 1))
                .isEqualTo(MediaSource.CDN_FALLBACK);
        assertThat(strategy.stream().edgeReason(3 * SECOND, view, 0))
                .isEqualTo(MediaSource.CDN_OWN);
        assertThat(strategy.stream().nextDecisionNanos(3 * SECOND, view)).isEqualTo(13 * SECOND);
        assertThat(strategy.stream().edgeSubStreams(13 * SECOND, view)).isEqualTo(0b001);
    }

    @Test
    void aLittleOfManySlicesIsNoReasonForTheFullStream() {
        view.own = 0;
        view.ready(1);
        view.ready(2);
        for (int i = 0; i < 14; i++) {
            strategy.stream().onEmergency(SECOND + i, 1 + i % 2, 200);
        }
        assertThat(strategy.stream().edgeSubStreams(2 * SECOND, view)).isEqualTo(0b001);
        strategy.stream().onEmergency(2 * SECOND, 1, 200);

        assertThat(strategy.stream().edgeSubStreams(2 * SECOND, view)).isEqualTo(0b111);
    }

    @Test
    void emergenciesFarApartAreForgotten() {
        view.own = 0;
        view.ready(1);
        view.ready(2);
        strategy.stream().onEmergency(SECOND, 1, 1000);
        strategy.stream().onEmergency(2 * SECOND, 2, 1000);
        strategy.stream().onEmergency(12 * SECOND, 2, 1000);

        assertThat(strategy.stream().edgeSubStreams(12 * SECOND, view)).isEqualTo(0b001);
    }

    @Test
    void mediaIsServedFromTheCdnOrFromNotTooFar() {
        view.own = 0;
        assertThat(strategy.serve().serves(view, 0)).isTrue();
        assertThat(strategy.serve().serves(view, 1)).isFalse();
        view.ready(1);
        assertThat(strategy.serve().serves(view, 1)).isTrue();
        view.hop = 2;
        assertThat(strategy.serve().serves(view, 1)).isFalse();
    }

    @Test
    void reasonTellsJoiningFromUnmatched() {
        view.own = 0;
        assertThat(strategy.stream().edgeReason(0, view, 1)).isEqualTo(MediaSource.CDN_JOIN);
        view.joined = 0;
        assertThat(strategy.stream().edgeReason(19 * SECOND, view, 1))
                .isEqualTo(MediaSource.CDN_JOIN);
        assertThat(strategy.stream().edgeReason(20 * SECOND, view, 1))
                .isEqualTo(MediaSource.CDN_UNCOVERED);
    }

    @Test
    void cdnOnlyTakesEverythingAlways() {
        Strategy cdn = Systems.all().of(Told.settings(CdnSystem.SYSTEM));
        view.own = 0;
        view.ready(1);

        assertThat(cdn.stream().edgeSubStreams(0, view)).isEqualTo(0b111);
        assertThat(cdn.serve().serves(view, 0)).isFalse();
    }

    @Test
    void randomPushSettlesOnOneSubStreamOnceItHasThreeLinks() {
        Strategy random = Systems.all().of(Told.settings(RandomSystem.SYSTEM));
        view.links = 3;
        assertThat(random.stream().edgeSubStreams(0, view)).isEqualTo(0b111);
        view.links = 4;
        int own = random.stream().edgeSubStreams(0, view);
        assertThat(Integer.bitCount(own)).isEqualTo(1);
        view.links = 0;
        assertThat(random.stream().edgeSubStreams(0, view)).isEqualTo(own);
    }

    @Test
    void randomPushNeverSendsBackWhereItCameFrom() {
        Strategy random = Systems.all().of(Told.settings(RandomSystem.SYSTEM));
        view.links = 4;
        int[] targets = new int[random.serve().pushTargetsMax()];
        int chosen = random.serve().pushTargets(view, 2, targets);

        assertThat(chosen).isEqualTo(2);
        assertThat(Arrays.copyOf(targets, chosen)).containsExactlyInAnyOrder(0, 3);
        view.links = 0;
        assertThat(random.serve().pushTargets(view, -1, targets)).isZero();
    }
}
