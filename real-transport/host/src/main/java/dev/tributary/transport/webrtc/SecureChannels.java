package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Description;
import dev.tributary.webrtc.dtls.DtlsCloseReason;
import dev.tributary.webrtc.dtls.DtlsConnection;
import dev.tributary.webrtc.dtls.DtlsOutput;
import dev.tributary.webrtc.sctp.SctpAssociation;
import dev.tributary.webrtc.sctp.SctpCloseReason;
import dev.tributary.webrtc.sctp.SctpConfig;
import dev.tributary.webrtc.sctp.SctpOutput;
import dev.tributary.webrtc.sctp.SctpRole;
import java.util.Arrays;

/**
 * DTLS and SCTP of one link: two channels that both sides open by agreement, one ordered for
 * control and one unordered for media, both reliable (systems.md 12.1).
 */
final class SecureChannels implements DtlsOutput {
    private static final int CONTROL = 0;
    private static final int MEDIA = 1;

    private final WebRtcLink link;
    private final WebRtcTransport transport;
    private final MediaBacklog backlog;
    private DtlsConnection dtls;
    private SctpAssociation sctp;
    private int messageBytesMax;
    private boolean started;
    private boolean open;
    private boolean up;

    SecureChannels(WebRtcLink link, WebRtcTransport transport) {
        this.link = link;
        this.transport = transport;
        SctpConfig config = transport.config().sctp();
        backlog = new MediaBacklog(transport.line(), config.ackDelayNanos(), config.mtuBytes());
    }

    /** The other side is known. */
    void remote(Description description, boolean offerer) {
        boolean client = offerer ? !description.active() : true;
        messageBytesMax =
                Math.min(description.messageMax(), transport.config().sctp().messageBytesMax());
        dtls =
                new DtlsConnection(
                        transport.identity(),
                        transport.config().dtls(),
                        client,
                        Descriptions.bytes(description.fingerprint()),
                        transport.workers(),
                        this);
        SctpRole role = client ? SctpRole.CLIENT : SctpRole.SERVER;
        sctp =
                new SctpAssociation(
                        transport.config().sctp(), role, transport.random(), new Channels());
    }

    /** There is a path to the other side. */
    void start(long nowNanos) {
        if (!started && dtls != null) {
            started = true;
            dtls.start(nowNanos);
        }
    }

    /** A datagram of a validated address; it may come before this side has chosen a pair. */
    void onDatagram(long nowNanos, byte[] bytes, int offset, int length) {
        if (dtls != null) {
            start(nowNanos);
            dtls.onDatagram(nowNanos, bytes, offset, length);
            lookAtBacklog(nowNanos);
        }
    }

    int messageBytesMax() {
        return messageBytesMax;
    }

    boolean send(long nowNanos, byte[] message, boolean media) {
        if (!up || message.length > messageBytesMax) {
            return false;
        }
        int channel = media ? MEDIA : CONTROL;
        boolean full = media && sctp.bufferedAmount(MEDIA) > transport.config().mediaBufferBytes();
        boolean accepted = !full && sctp.send(nowNanos, channel, message, true);
        if (accepted && media) {
            backlog.accepted(nowNanos, message.length);
            lookAtBacklog(nowNanos);
        }
        return accepted;
    }

    private void lookAtBacklog(long nowNanos) {
        if (up && backlog.changes(nowNanos, MediaBacklog.Look.at(sctp, MEDIA))) {
            transport.takes(link, !backlog.full());
        }
    }

    /** Ends after what was sent; returns false when nothing is open that could. */
    boolean shutdown(long nowNanos) {
        if (open) {
            sctp.shutdown(nowNanos);
        }
        return open;
    }

    void abort(long nowNanos) {
        if (open) {
            sctp.abort(nowNanos);
        }
        if (started) {
            dtls.close(nowNanos);
        }
    }

    void onTimer(long nowNanos) {
        if (started && dtls.nextDeadlineNanos() <= nowNanos) {
            dtls.onTimer(nowNanos);
        }
        if (sctp != null && sctp.nextDeadlineNanos() <= nowNanos) {
            sctp.onTimer(nowNanos);
        }
        lookAtBacklog(nowNanos);
    }

    long nextDeadlineNanos() {
        long next = started ? dtls.nextDeadlineNanos() : Long.MAX_VALUE;
        next = Math.min(next, backlog.nextLookNanos());
        return sctp == null ? next : Math.min(next, sctp.nextDeadlineNanos());
    }

    private long now() {
        return transport.clock().nowNanos();
    }

    @Override
    public void datagram(byte[] bytes, int offset, int length) {
        link.transmit(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void connected() {
        open = true;
        sctp.openNegotiated(now(), CONTROL, "ctl", true);
        sctp.openNegotiated(now(), MEDIA, "data", false);
        sctp.connect(now());
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        sctp.onPacket(now(), bytes, offset, length);
    }

    /** Of an end from here, whoever ended it tells the link. */
    @Override
    public void closed(DtlsCloseReason reason) {
        switch (reason) {
            case CLOSED_HERE -> {}
            case CLOSED_BY_PEER -> link.end(CloseReason.LEAVING);
            default -> link.end(CloseReason.FAILED);
        }
    }

    /** What the association asks. */
    private final class Channels implements SctpOutput {
        @Override
        public void connected() {}

        @Override
        public void packet(byte[] bytes, int offset, int length) {
            dtls.send(now(), bytes, offset, length);
        }

        @Override
        public void channelOpen(int id, String label, String protocol) {
            if (id == MEDIA) {
                up = true;
                transport.opened(link);
            }
        }

        @Override
        public void message(int id, byte[] payload, boolean binary) {
            if (binary && (id == CONTROL || id == MEDIA)) {
                transport.message(link, payload);
            }
        }

        @Override
        public void channelClosed(int id) {
            if (id == CONTROL || id == MEDIA) {
                abort(now());
                link.end(CloseReason.LEAVING);
            }
        }

        @Override
        public void bufferedAmountLow(int id) {}

        @Override
        public void closed(SctpCloseReason reason) {
            dtls.close(now());
            boolean orderly =
                    reason == SctpCloseReason.SHUTDOWN || reason == SctpCloseReason.ABORTED_BY_PEER;
            link.end(orderly ? CloseReason.LEAVING : CloseReason.FAILED);
        }
    }
}
