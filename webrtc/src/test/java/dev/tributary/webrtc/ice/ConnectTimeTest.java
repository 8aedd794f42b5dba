package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How long from the offer to data in both directions, in virtual time: 20 ms each way between the
 * agents, to the STUN server, and for signalling.
 */
final class ConnectTimeTest {
    private static final int RUNS = 200;

    /**
     * The least possible: the answerer's address is known to the offerer at 80 ms, the offerer's
     * check opens its box and is answered at 120 ms, the nomination at 160 ms.
     */
    @Test
    void trickleTakesTwoRoundTripsAfterTheLastCandidate() {
        assertBounds(times(true, 0, AddressPolicy.PUBLIC), 160, 165);
    }

    /** The offer waits for gathering, 40 ms, and so does the answer; pacing may add one Ta. */
    @Test
    void fullTakesOneMoreGathering() {
        assertBounds(times(false, 0, AddressPolicy.PUBLIC), 200, 260);
    }

    /** Private candidates that lead nowhere cost one pace: the wait for better is over by then. */
    @Test
    void uselessHostCandidatesCostOnePace() {
        assertBounds(times(true, 0, AddressPolicy.LAB), 160, 215);
    }

    /** At 5 % loss each way a lost datagram costs one RTO of 500 ms. */
    @Test
    void lossCostsRetransmissions() {
        long[] millis = times(true, 0.05, AddressPolicy.PUBLIC);
        assertThat(millis[RUNS / 2]).isLessThanOrEqualTo(165);
        assertThat(millis[RUNS * 95 / 100]).isLessThanOrEqualTo(2_000);
        assertThat(millis[RUNS - 1]).isLessThanOrEqualTo(5_000);
    }

    @Test
    void shorterRetransmissionPaysUnderLoss() {
        IceTimings quick = IceTimings.defaults().withRtoNanos(100 * SimNetwork.MILLI);
        long[] millis = times(true, 0.05, AddressPolicy.PUBLIC, quick);
        assertThat(millis[RUNS * 95 / 100]).isLessThanOrEqualTo(500);
    }

    private static void assertBounds(long[] millis, long least, long most) {
        assertThat(millis[0]).isGreaterThanOrEqualTo(least);
        assertThat(millis[RUNS - 1]).isLessThanOrEqualTo(most);
    }

    private static long[] times(boolean trickle, double loss, AddressPolicy policy) {
        return times(trickle, loss, policy, IceTimings.defaults());
    }

    private static long[] times(
            boolean trickle, double loss, AddressPolicy policy, IceTimings timings) {
        IceConfig config = new IceConfig(List.of(SimNetwork.STUN_IPV4), policy, timings);
        long[] millis = new long[RUNS];
        for (int seed = 0; seed < RUNS; seed++) {
            Meeting meeting =
                    Meeting.behind(
                            NatBox.Kind.PORT_RESTRICTED, NatBox.Kind.PORT_RESTRICTED, config, seed);
            meeting.network.loss = loss;
            (trickle ? meeting.trickle() : meeting.full()).toTheEnd();
            assertThat(meeting.isConnected()).as("seed %d", seed).isTrue();
            millis[seed] = meeting.endedMillis();
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "offer to connected, %s, loss %.2f, RTO %d ms, %s: p50 %d, p95 %d, max %d ms%n",
                trickle ? "trickle" : "full",
                loss,
                timings.rtoNanos() / SimNetwork.MILLI,
                policy,
                millis[RUNS / 2],
                millis[RUNS * 95 / 100],
                millis[RUNS - 1]);
        return millis;
    }
}
