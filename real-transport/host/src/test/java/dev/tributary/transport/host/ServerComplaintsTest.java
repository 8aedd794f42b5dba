package dev.tributary.transport.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.Said;
import org.junit.jupiter.api.Test;

/** A viewer says that a server is gone once, and that it is back. */
final class ServerComplaintsTest {
    @Test
    void whoIsBackIsSaidOnceAfterAComplaint() {
        try (Said said = new Said(ServerComplaints.class)) {
            ServerComplaints complaints = new ServerComplaints();
            complaints.works("tracker t");
            for (int i = 0; i < 2; i++) {
                complaints.complain("tracker t", "cannot be reached");
                complaints.complain("tracker t", "cannot be reached");
                complaints.works("scheduler s");
                complaints.works("tracker t");
                complaints.works("tracker t");
            }
            assertThat(said.lines())
                    .containsExactly(
                            "WARN tracker t: cannot be reached",
                            "INFO tracker t: works again",
                            "WARN tracker t: cannot be reached",
                            "INFO tracker t: works again");
        }
    }
}
