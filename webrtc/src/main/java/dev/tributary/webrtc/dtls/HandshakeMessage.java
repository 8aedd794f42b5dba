package dev.tributary.webrtc.dtls;

/** A whole handshake message: its type, its number and the epoch that carried it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record HandshakeMessage(int type, int sequence, int epoch, byte[] body) {
    WireReader reader() {
        return new WireReader(body);
    }
}
