package dev.tributary.transport.webrtc;

import dev.tributary.webrtc.dtls.DtlsCloseReason;
import dev.tributary.webrtc.dtls.DtlsConnection;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.dtls.DtlsOutput;
import dev.tributary.webrtc.dtls.DtlsWorkers;
import dev.tributary.webrtc.ice.Candidate;
import dev.tributary.webrtc.ice.FailReason;
import dev.tributary.webrtc.ice.IceAgent;
import dev.tributary.webrtc.ice.SelectedPair;
import dev.tributary.webrtc.oracle.QuietIce;
import dev.tributary.webrtc.sctp.SctpAssociation;
import dev.tributary.webrtc.sctp.SctpCloseReason;
import dev.tributary.webrtc.sctp.SctpOutput;
import dev.tributary.webrtc.sctp.SctpRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** One end of a link of the library alone: its layers on a socket that is asked again and again. */
final class BareEnd implements QuietIce, AutoCloseable {
    private static final int MEDIA = 1;
    private static final int DATAGRAMS_PER_TURN = 16;
    private static final int SOCKET_BYTES = 512 << 10;

    private final WebRtcConfig config;
    private final boolean offerer;
    private final DtlsIdentity identity = Rtc.identity();
    private final SecureRandom random = new SecureRandom();
    private final long originNanos = System.nanoTime();
    private final DatagramChannel socket;
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2_048);
    private final IceAgent agent;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Consumer<byte[]> messages;

    /** What handshakes bring, for the next turn. */
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    private final DtlsWorkers workers = new DtlsWorkers(1, tasks::add, random);
    private DtlsConnection dtls;
    private SctpAssociation sctp;
    private long nowNanos;
    private boolean started;
    private boolean open;

    BareEnd(WebRtcConfig config, boolean offerer, Consumer<byte[]> messages) throws IOException {
        this.config = config;
        this.offerer = offerer;
        this.messages = messages;
        agent = new IceAgent(config.ice(), offerer, random::nextInt, this);
        socket = DatagramChannel.open();
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
        socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BYTES);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        agent.addBase(0, (InetSocketAddress) socket.getLocalAddress());
        agent.gather(now());
    }

    private long now() {
        nowNanos = System.nanoTime() - originNanos;
        return nowNanos;
    }

    /** Tells this end of the other one. */
    void meet(BareEnd other) {
        byte[] fingerprint = other.identity.fingerprint();
        boolean client = !offerer;
        dtls =
                new DtlsConnection(
                        identity, config.dtls(), client, fingerprint, workers, new Secured());
        SctpRole role = client ? SctpRole.CLIENT : SctpRole.SERVER;
        sctp = new SctpAssociation(config.sctp(), role, random, new Channels());
        agent.remote(now(), other.agent.parameters());
        other.candidates.forEach(candidate -> agent.addRemoteCandidate(nowNanos, candidate));
    }

    boolean isOpen() {
        return open;
    }

    boolean send(byte[] message) {
        return sctp.bufferedAmount(MEDIA) <= config.mediaBufferBytes()
                && sctp.send(nowNanos, MEDIA, message, true);
    }

    /** One turn: what has come, then what is due. */
    void turn() throws IOException {
        long now = now();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
            InetSocketAddress from = (InetSocketAddress) socket.receive(in);
            if (from == null) {
                break;
            }
            byte[] bytes = new byte[in.flip().remaining()];
            in.get(bytes).clear();
            agent.onDatagram(now, 0, from, bytes, 0, bytes.length);
        }
        if (agent.nextDeadlineNanos() <= now) {
            agent.onTimer(now);
        }
        if (started && dtls.nextDeadlineNanos() <= now) {
            dtls.onTimer(now);
        }
        if (sctp.nextDeadlineNanos() <= now) {
            sctp.onTimer(now);
        }
    }

    @Override
    public void close() throws IOException {
        workers.close();
        socket.close();
    }

    private void start() {
        if (!started) {
            started = true;
            dtls.start(nowNanos);
        }
    }

    @Override
    public void datagram(int base, InetSocketAddress target, byte[] bytes) {
        try {
            out.clear().put(bytes).flip();
            socket.send(out, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void localCandidate(Candidate candidate) {
        candidates.add(candidate);
    }

    @Override
    public void connected(SelectedPair pair) {
        start();
    }

    @Override
    public void failed(FailReason reason) {
        throw new IllegalStateException(reason.name());
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        start();
        dtls.onDatagram(nowNanos, bytes, offset, length);
    }

    /** What DTLS asks. */
    private final class Secured implements DtlsOutput {
        @Override
        public void datagram(byte[] bytes, int offset, int length) {
            agent.send(nowNanos, Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void connected() {
            sctp.openNegotiated(nowNanos, 0, "ctl", true);
            sctp.openNegotiated(nowNanos, MEDIA, "data", false);
            sctp.connect(nowNanos);
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            sctp.onPacket(nowNanos, bytes, offset, length);
        }

        @Override
        public void closed(DtlsCloseReason reason) {}
    }

    /** What SCTP asks. */
    private final class Channels implements SctpOutput {
        @Override
        public void connected() {}

        @Override
        public void packet(byte[] bytes, int offset, int length) {
            dtls.send(nowNanos, bytes, offset, length);
        }

        @Override
        public void channelOpen(int id, String label, String protocol) {
            open |= id == MEDIA;
        }

        @Override
        public void message(int id, byte[] payload, boolean binary) {
            messages.accept(payload);
        }

        @Override
        public void channelClosed(int id) {}

        @Override
        public void bufferedAmountLow(int id) {}

        @Override
        public void closed(SctpCloseReason reason) {}
    }
}
