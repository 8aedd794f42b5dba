package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.scenarios.Crowd;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.Replication;
import dev.tributary.sim.kernel.SimTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a viewer's line does with several links. The messages here were never announced as sent, so
 * the words of the broken conservation tell what has become of them; what has arrived or is lost is
 * under way no more.
 */
final class UplinkTest {
    private static final int BYTES = 100 * 1024;
    private static final SliceHeader SLICE = new SliceHeader(1, 0, 1000, BYTES, 1);
    private static final Data DATA =
            new Data(SLICE, 0, 100, 0, Seal.ofLength(SLICE), Payload.ofLength(BYTES));

    private World world;
    private final List<Connection> links = new ArrayList<>();

    private static void at(FastSimulator simulator, double seconds, Runnable what) {
        simulator.at(
                (long) (seconds * 1e9),
                new SimTask() {
                    @Override
                    public void run() {
                        what.run();
                    }
                });
    }

    /** One viewer sends 102,400 B to each of two others; its line takes 0.88 s for one. */
    private void begin(FastSimulator simulator, String uplink) {
        String[] slow = {
            "network.access=[{down: unlimited, up: 1 Mbps, share: 100 %}]",
            "network.uplink=" + uplink
        };
        world = new World(Rooms.ideal(slow), 1, simulator, MediaProbe.NONE, new Trace(), 0);
        ViewerNode from = world.cast().enter(0, Crowd.ORDINARY);
        links.clear();
        for (int link = 0; link < 2; link++) {
            Connection connection = world.network().connect(from, link);
            connection.answer(world.cast().enter(1 + link, Crowd.ORDINARY), 0, true);
            connection.opened();
            links.add(connection);
        }
        links.forEach(link -> from.transmit(link.offerer(), DATA));
    }

    private String fateAfter(String uplink, double closeSeconds, double seconds) {
        Replication.run(
                "uplink",
                2_000_000_000L,
                simulator -> {
                    begin(simulator, uplink);
                    at(
                            simulator,
                            closeSeconds,
                            () -> links.get(0).close(links.get(0).offerer(), CloseReason.UNUSED));
                    at(simulator, seconds, () -> world.run().invariants().checkConservation());
                });
        return String.join("", world.run().invariants().violations());
    }

    @Test
    void aClosedLinkLosesWhatWasUnderWayAndFreesTheLine() {
        assertThat(fateAfter("fair-share", .5, .4)).isEmpty();
        assertThat(fateAfter("fair-share", .5, .51)).contains("received 0, lost 102400,");
        assertThat(fateAfter("fair-share", .5, 1.1)).contains("received 0, lost 102400,");
        // Half a second shared, the rest alone: 1.13 s instead of 1.77 s.
        assertThat(fateAfter("fair-share", .5, 1.2)).contains("received 102400, lost 102400,");
    }

    @Test
    void linksShareTheLineOrWaitForIt() {
        assertThat(fateAfter("fair-share", 3, 1.7)).isEmpty();
        assertThat(fateAfter("fair-share", 3, 1.8)).contains("under way -204800 ");
        assertThat(fateAfter("fifo", 3, .8)).isEmpty();
        assertThat(fateAfter("fifo", 3, .9)).contains("under way -102400 ");
        assertThat(fateAfter("fifo", 3, 1.7)).contains("under way -102400 ");
        assertThat(fateAfter("fifo", 3, 1.8)).contains("under way -204800 ");
    }
}
