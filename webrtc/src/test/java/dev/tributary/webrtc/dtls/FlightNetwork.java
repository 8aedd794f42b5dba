package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/**
 * What Bouncy Castle reads and writes. With {@code help}, what it lacks on a bad network is done
 * here: the records of a flight share datagrams, and a server sees no change_cipher_spec before the
 * certificate_verify, after which it would never read that one.
 */
final class FlightNetwork implements DatagramTransport {
    private static final int CERTIFICATE_VERIFY = 15;

    private final BlockingQueue<byte[]> in;
    private final LossyWire out;
    private final boolean help;
    private final byte[] flight = new byte[DtlsConfig.defaults().mtuBytes()];
    private int held;
    private boolean mayChange;

    FlightNetwork(LossyWire in, LossyWire out, boolean client, boolean help) {
        this.in = in.arrived;
        this.out = out;
        this.help = help;
        this.mayChange = client || !help;
    }

    @Override
    public int getReceiveLimit() {
        return DtlsConnection.DATAGRAM_BYTES_MAX;
    }

    @Override
    public int getSendLimit() {
        return flight.length;
    }

    @Override
    public int receive(byte[] bytes, int offset, int length, int waitMillis) throws IOException {
        flush();
        try {
            byte[] datagram = in.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (datagram == null) {
                return -1;
            }
            int count = Math.min(length, mayChange ? datagram.length : beforeChange(datagram));
            System.arraycopy(datagram, 0, bytes, offset, count);
            return count;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The bytes in front of a change_cipher_spec that comes too early. */
    private int beforeChange(byte... datagram) {
        int at = 0;
        while (at + Wire.RECORD_HEADER_BYTES <= datagram.length) {
            int body = at + Wire.RECORD_HEADER_BYTES;
            if (datagram[at] == Wire.CHANGE_CIPHER_SPEC && !mayChange) {
                return at;
            }
            mayChange |=
                    datagram[at] == Wire.HANDSHAKE
                            && body < datagram.length
                            && datagram[body] == CERTIFICATE_VERIFY;
            at = body + ((datagram[at + 11] & 0xff) << 8 | datagram[at + 12] & 0xff);
        }
        return datagram.length;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        if (held + length > flight.length || !help) {
            flush();
        }
        System.arraycopy(bytes, offset, flight, held, length);
        held += length;
        if (!help) {
            flush();
        }
    }

    void flush() {
        if (held > 0) {
            out.send(flight, 0, held);
            held = 0;
        }
    }

    @Override
    public void close() {
        flush();
    }
}
