package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Description;
import dev.tributary.transport.host.Alarm;
import dev.tributary.transport.host.Inbox;
import dev.tributary.transport.link.SignalledLink;
import dev.tributary.webrtc.ice.FailReason;
import dev.tributary.webrtc.ice.IceAgent;
import dev.tributary.webrtc.ice.IceOutput;
import dev.tributary.webrtc.ice.SelectedPair;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One link: its {@link LinkSockets}, the ICE agent on them, and the {@link SecureChannels} above.
 * The offering side controls ICE, the answering side opens DTLS (RFC 8842 5).
 *
 * <p>Inputs never nest: a signal that comes while another input is on the stack waits for its end.
 * A fault of ours ends this link and no other.
 */
final class WebRtcLink implements IceOutput, SignalledLink {
    private static final Logger LOG = LoggerFactory.getLogger(WebRtcLink.class);

    /** How long a closed link may take to deliver what was sent: three timeouts in a row. */
    static final long CLOSE_NANOS = 5_000_000_000L;

    private final WebRtcTransport transport;
    private final int number;
    private final boolean offerer;
    private final boolean trickle;
    private final IceAgent agent;
    private final SecureChannels channels;
    private final Alarm alarm;
    private final LinkSockets sockets;
    private final Inbox inbox = new Inbox(this::arm, this::fault);
    private final LinkSignals signals;
    private boolean answered;
    private boolean over;
    private long closeByNanos = Long.MAX_VALUE;

    WebRtcLink(WebRtcTransport transport, int number, boolean offerer, boolean trickle) {
        this.transport = transport;
        this.number = number;
        this.offerer = offerer;
        this.trickle = trickle;
        agent = new IceAgent(transport.config().ice(), offerer, transport.random()::nextInt, this);
        channels = new SecureChannels(this, transport);
        signals = new LinkSignals(this, transport, offerer, trickle);
        sockets = new LinkSockets(transport, this::received);
        alarm = new Alarm(transport.clock(), () -> input(this::onTimer));
    }

    @Override
    public int number() {
        return number;
    }

    private long now() {
        return transport.clock().nowNanos();
    }

    private void input(Runnable step) {
        inbox.input(step);
    }

    private void fault(RuntimeException fault) {
        LOG.error("a fault of ours ends a link", fault);
        end(CloseReason.FAILED);
    }

    @Override
    public void start(Description offer) {
        input(() -> begin(offer));
    }

    private void begin(Description offer) {
        if (!sockets.open(agent)) {
            LOG.warn("no socket for a link");
            end(CloseReason.FAILED);
            return;
        }
        if (offer != null) {
            remote(offer);
        }
        signals.begin(agent.parameters());
        agent.gather(now());
    }

    private void received(int base, InetSocketAddress from, byte[] bytes) {
        input(() -> agent.onDatagram(now(), base, from, bytes, 0, bytes.length));
    }

    private void remote(Description description) {
        channels.remote(description, offerer);
        agent.remote(now(), Descriptions.parameters(description));
        for (Candidate candidate : description.candidates()) {
            agent.addRemoteCandidate(now(), Descriptions.candidate(candidate));
        }
        if (!trickle) {
            agent.endOfRemoteCandidates(now());
        }
    }

    @Override
    public boolean answered(Description answer) {
        if (!offerer || answered) {
            return false;
        }
        answered = true;
        input(() -> remote(answer));
        return true;
    }

    @Override
    public boolean candidate(Candidate candidate) {
        input(() -> agent.addRemoteCandidate(now(), Descriptions.candidate(candidate)));
        return true;
    }

    @Override
    public void endOfCandidates() {
        input(() -> agent.endOfRemoteCandidates(now()));
    }

    @Override
    public int messageBytesMax() {
        return channels.messageBytesMax();
    }

    @Override
    public boolean send(byte[] message, boolean media) {
        try {
            boolean accepted = !over && channels.send(now(), message, media);
            if (!inbox.inside()) {
                arm();
            }
            return accepted && !over;
        } catch (RuntimeException e) {
            fault(e);
            return false;
        }
    }

    @Override
    public void shutdown() {
        closeByNanos = now() + CLOSE_NANOS;
        try {
            if (channels.shutdown(now())) {
                if (!inbox.inside()) {
                    arm();
                }
                return;
            }
        } catch (RuntimeException e) {
            fault(e);
        }
        end(CloseReason.LEAVING);
    }

    @Override
    public void abort() {
        try {
            channels.abort(now());
        } catch (RuntimeException e) {
            fault(e);
        }
        end(CloseReason.LEAVING);
    }

    /** Frees everything; the transport hears of it once. */
    void end(CloseReason reason) {
        if (over) {
            return;
        }
        over = true;
        inbox.close();
        agent.close();
        alarm.cancel();
        sockets.close();
        transport.over(this, reason);
    }

    private void onTimer() {
        long now = now();
        if (closeByNanos <= now) {
            abort();
            return;
        }
        if (agent.nextDeadlineNanos() <= now) {
            agent.onTimer(now);
        }
        if (!over) {
            channels.onTimer(now);
        }
    }

    private void arm() {
        if (!over) {
            long next = Math.min(agent.nextDeadlineNanos(), channels.nextDeadlineNanos());
            alarm.set(Math.min(next, closeByNanos));
        }
    }

    /** To the network, over the selected pair. */
    void transmit(byte[] bytes) {
        if (!over) {
            agent.send(now(), bytes);
        }
    }

    // Effects of the agent.

    @Override
    public void datagram(int base, InetSocketAddress target, byte[] bytes) {
        sockets.send(base, target, bytes);
    }

    @Override
    public void localCandidate(dev.tributary.webrtc.ice.Candidate candidate) {
        signals.candidate(Descriptions.candidate(candidate));
    }

    @Override
    public void gatheringDone() {
        signals.gatheringDone(agent.parameters());
    }

    @Override
    public void validated(int base, InetSocketAddress peer) {
        sockets.peer(peer);
    }

    @Override
    public void connected(SelectedPair pair) {
        channels.start(now());
    }

    @Override
    public void pairChanged(SelectedPair pair) {}

    @Override
    public void failed(FailReason reason) {
        end(CloseReason.FAILED);
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        channels.onDatagram(now(), bytes, offset, length);
    }
}
