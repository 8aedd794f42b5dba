package dev.tributary.webrtc.oracle;

import dev.tributary.webrtc.ice.Candidate;
import dev.tributary.webrtc.ice.IceOutput;
import dev.tributary.webrtc.ice.SelectedPair;
import java.net.InetSocketAddress;

/** An output for tests of what is above ICE: of most that an agent says they need nothing. */
public interface QuietIce extends IceOutput {
    @Override
    default void localCandidate(Candidate candidate) {}

    @Override
    default void gatheringDone() {}

    @Override
    default void validated(int base, InetSocketAddress peer) {}

    @Override
    default void pairChanged(SelectedPair pair) {}
}
