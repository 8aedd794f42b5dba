package dev.tributary.webrtc.browser;

import dev.tributary.webrtc.dtls.DtlsCloseReason;
import dev.tributary.webrtc.dtls.DtlsConfig;
import dev.tributary.webrtc.dtls.DtlsConnection;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.dtls.DtlsOutput;
import dev.tributary.webrtc.dtls.DtlsWorkers;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The least that makes a browser start DTLS with us: an ICE-lite side (RFC 8445 2.5) that answers
 * every binding request, and a {@link DtlsConnection} on the same socket, driven by the test's
 * thread.
 */
final class LitePeer implements DtlsOutput, AutoCloseable {
    private static final String UFRAG = "liteufrag";
    private static final String PWD = "passwordoftheliteside0";
    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int COOKIE = 0x2112a442;
    private static final int HEADER_BYTES = 20;

    final DtlsIdentity identity;
    final DtlsConnection dtls;
    final List<byte[]> data = new ArrayList<>();
    DtlsCloseReason reason;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final DtlsWorkers workers = new DtlsWorkers(1, tasks::add, new SecureRandom());
    private final DatagramSocket socket;
    private final boolean client;
    private final long originNanos = System.nanoTime();
    private boolean started;
    private InetSocketAddress browser;

    LitePeer(InetAddress address, boolean client, Fingerprint expected) throws IOException {
        Instant now = Instant.now();
        SecureRandom random = new SecureRandom();
        identity = DtlsIdentity.generate(random, now, now.plus(Duration.ofDays(1)));
        dtls =
                new DtlsConnection(
                        identity, DtlsConfig.defaults(), client, expected.bytes(), workers, this);
        socket = new DatagramSocket(new InetSocketAddress(address, 0));
        this.client = client;
    }

    /** Our side of the session, announcing this fingerprint. */
    SdpSession session(Fingerprint announced) {
        InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
        return new SdpSession(
                UFRAG,
                PWD,
                true,
                announced,
                client ? Setup.ACTIVE : Setup.PASSIVE,
                List.of(new SdpCandidate("1", 2_130_706_431, address, SdpCandidate.Type.HOST)),
                SdpSession.SCTP_PORT,
                65_536);
    }

    /** Serves the socket until the condition holds; false if it does not in time. */
    boolean runUntil(BooleanSupplier done, Duration limit) throws IOException {
        long end = now() + limit.toNanos();
        byte[] bytes = new byte[2_048];
        while (!done.getAsBoolean() && now() < end) {
            long wait = Math.min(dtls.nextDeadlineNanos(), now() + 5_000_000) - now();
            socket.setSoTimeout((int) Math.max(1, wait / 1_000_000));
            runTasks();
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(packet);
                onPacket(packet);
            } catch (SocketTimeoutException e) {
                dtls.onTimer(now());
            }
        }
        return done.getAsBoolean();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private long now() {
        return System.nanoTime() - originNanos;
    }

    /** Tells STUN from DTLS by the first byte (RFC 7983). */
    private void onPacket(DatagramPacket packet) throws IOException {
        byte[] bytes = packet.getData();
        if (packet.getLength() >= HEADER_BYTES && bytes[0] == 0 && bytes[1] == BINDING_REQUEST) {
            browser = (InetSocketAddress) packet.getSocketAddress();
            byte[] response = response(bytes);
            socket.send(new DatagramPacket(response, response.length, browser));
            if (!started) {
                started = true;
                dtls.start(now());
            }
        } else if (started && bytes[0] >= 20 && bytes[0] < 64) {
            dtls.onDatagram(now(), bytes, 0, packet.getLength());
        }
    }

    private byte[] response(byte... request) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + 12 + 24 + 8);
        out.putShort((short) BINDING_SUCCESS).putShort((short) 12).put(request, 4, 16);
        out.putShort((short) 0x0020).putShort((short) 8).putShort((short) 1);
        out.putShort((short) (browser.getPort() ^ (COOKIE >>> 16)));
        out.putInt(ByteBuffer.wrap(browser.getAddress().getAddress()).getInt() ^ COOKIE);
        out.putShort(2, (short) (12 + 24));
        byte[] integrity = integrity(Arrays.copyOf(out.array(), out.position()));
        out.putShort((short) 0x0008).putShort((short) 20).put(integrity);
        out.putShort(2, (short) (12 + 24 + 8));
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, out.position());
        out.putShort((short) 0x8028).putShort((short) 4);
        out.putInt((int) crc.getValue() ^ 0x5354554e);
        return out.array();
    }

    private static byte[] integrity(byte... message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(PWD.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void datagram(byte[] bytes, int offset, int length) {
        try {
            socket.send(new DatagramPacket(bytes, offset, length, browser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void connected() {}

    @Override
    public void data(byte[] bytes, int offset, int length) {
        data.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void closed(DtlsCloseReason why) {
        reason = why;
    }

    @Override
    public void close() {
        if (browser != null) {
            dtls.close(now());
        }
        workers.close();
        socket.close();
    }
}
