package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of NAT kinds ends as theory says, by trickle and in full, with and without loss. */
final class NatMatrixTest {
    private static final List<NatBox.Kind> CLASSIC =
            List.of(
                    NatBox.Kind.FULL_CONE,
                    NatBox.Kind.ADDRESS_RESTRICTED,
                    NatBox.Kind.PORT_RESTRICTED,
                    NatBox.Kind.SYMMETRIC);

    private static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (NatBox.Kind left : CLASSIC) {
            for (NatBox.Kind right : CLASSIC) {
                pairs.add(Arguments.of(left, right, true));
                pairs.add(Arguments.of(left, right, false));
            }
        }
        return pairs.stream();
    }

    private static boolean connects(NatBox.Kind left, NatBox.Kind right) {
        return !(isSymmetric(left, right) || isSymmetric(right, left));
    }

    private static boolean isSymmetric(NatBox.Kind one, NatBox.Kind other) {
        return one == NatBox.Kind.SYMMETRIC
                && (other == NatBox.Kind.SYMMETRIC || other == NatBox.Kind.PORT_RESTRICTED);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void endsAsTheorySays(NatBox.Kind left, NatBox.Kind right, boolean trickle) {
        for (double loss : new double[] {0, 0.05, 0.2}) {
            for (long seed = 1; seed <= 20; seed++) {
                Meeting meeting =
                        Meeting.behind(left, right, Meeting.config(AddressPolicy.PUBLIC), seed);
                meeting.network.loss = loss;
                Meeting ended = (trickle ? meeting.trickle() : meeting.full()).toTheEnd();
                String world = "seed " + seed + " loss " + loss + " after " + ended.endedMillis();
                assertThat(ended.isOver()).as(world).isTrue();
                assertThat(ended.isConnected())
                        .as(world + " " + ended.left.failure)
                        .isEqualTo(connects(left, right));
                if (ended.isConnected()) {
                    assertDataFlows(ended, world);
                }
            }
        }
    }

    private static void assertDataFlows(Meeting meeting, String world) {
        meeting.network.loss = 0;
        meeting.left.send("hello");
        meeting.right.send("world");
        meeting.network.run(Meeting.SECOND, () -> false);
        assertThat(meeting.right.received).as(world).containsExactly("hello");
        assertThat(meeting.left.received).as(world).containsExactly("world");
    }
}
