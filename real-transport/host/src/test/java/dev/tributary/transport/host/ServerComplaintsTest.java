package dev.tributary.transport.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.Said;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A viewer says why a server is gone once a minute, and that it is back. */
final class ServerComplaintsTest {
    private final Said said = new Said(ServerComplaints.class);
    private long nowNanos;
    private final ServerComplaints complaints = new ServerComplaints(() -> nowNanos);

    @AfterEach
    void close() {
        said.close();
    }

    @Test
    void whoIsBackIsSaidOnceAfterAComplaint() {
        complaints.works("tracker t");
        for (int i = 0; i < 2; i++) {
            complaints.complain("tracker t", "cannot be reached");
            complaints.complain("tracker t", "cannot be reached");
            complaints.works("scheduler s");
            complaints.works("tracker t");
            complaints.works("tracker t");
            nowNanos += TimeUnit.MINUTES.toNanos(1);
        }
        assertThat(said.lines())
                .containsExactly(
                        "WARN tracker t: cannot be reached",
                        "INFO tracker t: works again",
                        "WARN tracker t: cannot be reached",
                        "INFO tracker t: works again");
    }

    @Test
    void eachReasonIsSaidOnceAMinuteHoweverTheyMix() {
        for (int second = 0; second < 90; second++) {
            complaints.complain("tracker t", "cannot be reached");
            complaints.complain("edge e", "status 503");
            nowNanos += TimeUnit.SECONDS.toNanos(1);
        }
        assertThat(said.lines())
                .containsExactly(
                        "WARN tracker t: cannot be reached",
                        "WARN edge e: status 503",
                        "WARN tracker t: cannot be reached",
                        "WARN edge e: status 503");
    }

    @Test
    void wordsOfServersAreBounded() {
        for (int i = 0; i < 1_000; i++) {
            complaints.complain("edge e", "reason " + i);
        }
        assertThat(said.lines()).hasSize(16);
    }
}
