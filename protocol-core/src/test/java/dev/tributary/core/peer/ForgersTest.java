package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two forgers among twelve viewers with a real tracker (reliability.md T1). */
class ForgersTest {
    /** Small messages, so that a slice is many checks, and relays, so that poison could spread. */
    private final Swarm swarm = new Swarm(Rooms.small().relayDepthMax(2).build());

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 50})
    void forgersAreSoonWithoutReceiversAndNobodyIsHarmed(int verifyMillis) {
        swarm.verifyDelay = verifyMillis * Rooms.MILLI;
        for (int i = 0; i < 12; i++) {
            swarm.join();
        }
        swarm.until(20);
        Swarm.Node one = swarm.nodes.get(1);
        Swarm.Node two = swarm.nodes.get(5);
        assertThat(media(one)).isPositive();
        assertThat(media(two)).isPositive();
        one.forger = true;
        two.forger = true;
        swarm.until(26);
        assertThat(refused()).isPositive();
        one.sent.clear();
        two.sent.clear();
        swarm.until(120);

        assertThat(media(one)).isZero();
        assertThat(media(two)).isZero();
        assertThat(swarm.tainted).isEmpty();
        for (Swarm.Node node : swarm.nodes) {
            assertThat(node.stalls).isEmpty();
            assertThat(node.played).contains(120);
        }
        assertThat(swarm.nodes.get(0).fromPeers()).isPositive();
    }

    private static long media(Swarm.Node node) {
        return node.sent.stream().filter(s -> s.message() instanceof Data).count();
    }

    private long refused() {
        return swarm.nodes.stream()
                .flatMap(node -> node.refused.stream())
                .filter(why -> why == Refusal.FORGED)
                .count();
    }
}
