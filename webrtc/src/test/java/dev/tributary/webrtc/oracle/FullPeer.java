package dev.tributary.webrtc.oracle;

import dev.tributary.webrtc.dtls.DtlsCloseReason;
import dev.tributary.webrtc.dtls.DtlsConfig;
import dev.tributary.webrtc.dtls.DtlsConnection;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.dtls.DtlsOutput;
import dev.tributary.webrtc.dtls.DtlsWorkers;
import dev.tributary.webrtc.ice.AddressPolicy;
import dev.tributary.webrtc.ice.Candidate;
import dev.tributary.webrtc.ice.CandidateKind;
import dev.tributary.webrtc.ice.FailReason;
import dev.tributary.webrtc.ice.IceAgent;
import dev.tributary.webrtc.ice.IceConfig;
import dev.tributary.webrtc.ice.IceParameters;
import dev.tributary.webrtc.ice.IceTimings;
import dev.tributary.webrtc.ice.SelectedPair;
import dev.tributary.webrtc.sctp.SctpAssociation;
import dev.tributary.webrtc.sctp.SctpCloseReason;
import dev.tributary.webrtc.sctp.SctpConfig;
import dev.tributary.webrtc.sctp.SctpOutput;
import dev.tributary.webrtc.sctp.SctpRole;
import dev.tributary.webrtc.sdp.Fingerprint;
import dev.tributary.webrtc.sdp.SdpCandidate;
import dev.tributary.webrtc.sdp.SdpSession;
import dev.tributary.webrtc.sdp.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** All layers of this module on one socket, driven by the test's thread. */
final class FullPeer implements AutoCloseable {
    private static final long MILLI = 1_000_000;
    private static final int DATAGRAM_BYTES = 1_232;
    private static final int LARGE_BYTES = 1_220;

    /** Quick to see that somebody left without a word; slower than a busy machine. */
    private static final IceTimings TIMINGS =
            IceTimings.defaults().withConsentNanos(500 * MILLI, 6_000 * MILLI);

    /** Messages of each channel by its label, and the labels of channels that were closed. */
    final Map<String, List<byte[]>> messages = new LinkedHashMap<>();

    final Map<String, Integer> open = new LinkedHashMap<>();
    final List<String> closed = new ArrayList<>();

    /** Datagrams as large as they may be: a few are probes, the others follow their answer. */
    int largeDatagrams;

    /** Why it is over, of whichever layer heard first. */
    Object end;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final SecureRandom random = new SecureRandom();
    private final DtlsWorkers workers = new DtlsWorkers(1, tasks::add, random);
    private final DtlsIdentity identity =
            DtlsIdentity.generate(random, Instant.now(), Instant.now().plus(Duration.ofDays(1)));
    private final DatagramSocket socket;
    private final long originNanos = System.nanoTime();
    private final IceAgent agent;
    private final boolean offers;
    private DtlsConnection dtls;
    private SctpAssociation sctp;
    private boolean started;

    FullPeer(InetAddress address, boolean offers) throws IOException {
        this.offers = offers;
        socket = new DatagramSocket(new InetSocketAddress(address, 0));
        socket.setReceiveBufferSize(1 << 20);
        IceConfig ice = new IceConfig(List.of(), AddressPolicy.LAB, TIMINGS);
        agent = new IceAgent(ice, offers, random::nextInt, new Ice());
        agent.addBase(0, (InetSocketAddress) socket.getLocalSocketAddress());
        agent.gather(0);
    }

    /** Our side; an answer's section is called as the offer's. */
    SdpSession session(String mid) {
        InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
        SdpCandidate host = new SdpCandidate("1", 2_130_706_431, address, SdpCandidate.Type.HOST);
        return new SdpSession(
                agent.parameters().ufrag(),
                agent.parameters().pwd(),
                false,
                new Fingerprint(identity.fingerprint()),
                offers ? Setup.ACTPASS : Setup.ACTIVE,
                List.of(host),
                SdpSession.SCTP_PORT,
                65_535,
                mid);
    }

    /** The other side is known; opens a channel by agreement and one in band. */
    void remote(SdpSession session) {
        boolean client = !offers || session.setup() == Setup.PASSIVE;
        DtlsConfig base = DtlsConfig.defaults();
        DtlsConfig config =
                new DtlsConfig(
                        DATAGRAM_BYTES,
                        base.retransmitMinNanos(),
                        base.handshakeTimeoutNanos(),
                        base.handshakeMessageBytesMax());
        byte[] fingerprint = session.fingerprint().bytes();
        dtls = new DtlsConnection(identity, config, client, fingerprint, workers, new Dtls());
        SctpRole role = client ? SctpRole.CLIENT : SctpRole.SERVER;
        sctp = new SctpAssociation(SctpConfig.defaults(), role, random, new Sctp());
        sctp.openNegotiated(now(), 0, "fixed", true);
        sctp.open(now(), "ours", "", true);
        agent.remote(now(), new IceParameters(session.ufrag(), session.pwd()));
        for (SdpCandidate candidate : session.candidates()) {
            agent.addRemoteCandidate(
                    now(),
                    new Candidate(
                            CandidateKind.HOST,
                            candidate.foundation(),
                            candidate.priority(),
                            candidate.address(),
                            Candidate.NO_RELATED));
        }
        agent.endOfRemoteCandidates(now());
    }

    boolean send(String label, byte[] message) {
        return sctp.send(now(), open.get(label), message, true);
    }

    void closeChannel(String label) {
        sctp.closeChannel(now(), open.get(label));
    }

    /** Ends after what was sent. */
    void shutdown() {
        sctp.shutdown(now());
    }

    long now() {
        return System.nanoTime() - originNanos;
    }

    /** Serves the socket until the condition holds; false if it does not in time. */
    boolean runUntil(BooleanSupplier done, long seconds) throws IOException {
        long limit = now() + TimeUnit.SECONDS.toNanos(seconds);
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        while (!done.getAsBoolean() && now() < limit) {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            onTimer();
            socket.setSoTimeout(1);
            try {
                socket.receive(packet);
                InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
                agent.onDatagram(now(), 0, from, packet.getData(), 0, packet.getLength());
            } catch (SocketTimeoutException e) {
                // Time has passed.
            }
        }
        return done.getAsBoolean();
    }

    private void onTimer() {
        agent.onTimer(now());
        if (started) {
            dtls.onTimer(now());
            sctp.onTimer(now());
        }
    }

    private void start() {
        if (!started && dtls != null) {
            started = true;
            dtls.start(now());
        }
    }

    private void ended(Object why) {
        if (end == null) {
            end = why;
        }
    }

    @Override
    public void close() {
        if (started) {
            dtls.close(now());
        }
        agent.close();
        workers.close();
        socket.close();
    }

    private final class Ice implements QuietIce {
        @Override
        public void datagram(int base, InetSocketAddress target, byte[] bytes) {
            largeDatagrams += bytes.length > LARGE_BYTES ? 1 : 0;
            try {
                socket.send(new DatagramPacket(bytes, bytes.length, target));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void connected(SelectedPair pair) {
            start();
        }

        @Override
        public void failed(FailReason reason) {
            ended(reason);
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            start();
            dtls.onDatagram(now(), bytes, offset, length);
        }
    }

    private final class Dtls implements DtlsOutput {
        @Override
        public void datagram(byte[] bytes, int offset, int length) {
            agent.send(now(), Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void connected() {
            sctp.connect(now());
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            sctp.onPacket(now(), bytes, offset, length);
        }

        @Override
        public void closed(DtlsCloseReason reason) {
            ended(reason);
        }
    }

    private final class Sctp implements SctpOutput {
        private final Map<Integer, String> labels = new LinkedHashMap<>();

        @Override
        public void packet(byte[] bytes, int offset, int length) {
            dtls.send(now(), bytes, offset, length);
        }

        @Override
        public void connected() {}

        @Override
        public void channelOpen(int id, String label, String protocol) {
            labels.put(id, label);
            open.put(label, id);
            messages.put(label, new ArrayList<>());
        }

        @Override
        public void message(int id, byte[] payload, boolean binary) {
            messages.get(labels.get(id)).add(payload);
        }

        @Override
        public void channelClosed(int id) {
            closed.add(labels.get(id));
        }

        @Override
        public void bufferedAmountLow(int id) {}

        @Override
        public void closed(SctpCloseReason reason) {
            ended(reason);
            dtls.close(now());
        }
    }
}
