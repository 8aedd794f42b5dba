package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;

/** Passes outputs on until the agent is over, even if that happens within an output. */
final class Gate implements IceOutput {
    private final IceOutput output;
    private boolean shut;

    Gate(IceOutput output) {
        this.output = output;
    }

    void shut() {
        shut = true;
    }

    boolean isShut() {
        return shut;
    }

    @Override
    public void datagram(int base, InetSocketAddress target, byte[] bytes) {
        if (!shut) {
            output.datagram(base, target, bytes);
        }
    }

    @Override
    public void localCandidate(Candidate candidate) {
        if (!shut) {
            output.localCandidate(candidate);
        }
    }

    @Override
    public void gatheringDone() {
        if (!shut) {
            output.gatheringDone();
        }
    }

    @Override
    public void validated(int base, InetSocketAddress peer) {
        if (!shut) {
            output.validated(base, peer);
        }
    }

    @Override
    public void connected(SelectedPair pair) {
        if (!shut) {
            output.connected(pair);
        }
    }

    @Override
    public void pairChanged(SelectedPair pair) {
        if (!shut) {
            output.pairChanged(pair);
        }
    }

    /** The last one: it shuts the gate. */
    @Override
    public void failed(FailReason reason) {
        if (!shut) {
            shut = true;
            output.failed(reason);
        }
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        if (!shut) {
            output.data(bytes, offset, length);
        }
    }
}
