package dev.tributary.transport.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A WebSocket client that frames exactly what a test wants it to (RFC 6455 section 5.2). */
public final class RawWebSocket implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    public static final int FIN = 0x80;

    private static final byte[] MASK = {1, 2, 3, 4};

    private final RawClient client;

    /** What came: a code of a frame and its payload; {@link #isEnd} after the last. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Frame(int opcode, byte[] payload) {
        /** Returns whether the connection is over. */
        public boolean isEnd() {
            return opcode < 0;
        }

        /** Returns the code of a close frame. */
        public int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    public RawWebSocket(int port, String path) throws IOException {
        client = new RawClient(port);
        client.send(handshake(path, "")).readUntil("\r\n\r\n");
    }

    /** Returns a good request to upgrade, with more header lines. */
    public static String handshake(String path, String more) {
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + more
                + "\r\n";
    }

    public Socket socket() {
        return client.socket;
    }

    public RawWebSocket send(byte[] message) throws IOException {
        return frame(FIN | BINARY, message);
    }

    /** Sends a masked frame whose first byte is given. */
    public RawWebSocket frame(int first, byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            out.write(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.write(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % 4]);
        }
        return raw(out.toByteArray());
    }

    public RawWebSocket raw(byte[] bytes) throws IOException {
        client.socket.getOutputStream().write(bytes);
        client.socket.getOutputStream().flush();
        return this;
    }

    /** Reads the next frame; the server's are not masked. */
    public Frame read() throws IOException {
        try {
            InputStream in = client.socket.getInputStream();
            int first = in.read();
            if (first < 0) {
                return new Frame(-1, new byte[0]);
            }
            int length = in.read();
            if (length == 126) {
                length = (in.read() << 8) | in.read();
            } else if (length == 127) {
                length = (int) ByteBuffer.wrap(in.readNBytes(8)).getLong();
            }
            byte[] payload = in.readNBytes(length);
            if (payload.length < length) {
                throw new EOFException();
            }
            return new Frame(first & 15, payload);
        } catch (SocketException reset) {
            return new Frame(-1, new byte[0]);
        }
    }

    /** Reads until a frame of this kind or the end of the connection. */
    public Frame readUntil(int opcode) throws IOException {
        Frame frame = read();
        while (!frame.isEnd() && frame.opcode != opcode) {
            frame = read();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
