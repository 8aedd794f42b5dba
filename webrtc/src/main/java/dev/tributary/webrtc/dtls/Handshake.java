package dev.tributary.webrtc.dtls;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;

/**
 * What client and server have in common: identities, keys, numbering of messages.
 *
 * <p>Messages are taken in one order only; a message that is not the expected one is dropped. Until
 * the peer's signature over the randoms was verified, everything may be forged by whoever can spoof
 * the peer's address, so that a failure drops messages and never ends the handshake.
 */
abstract class Handshake {
    final DtlsIdentity identity;
    final SecureRandom random;
    final KeyPair ephemeral;
    Transcript transcript = new Transcript();
    KeySchedule keys;
    ECPublicKey peerKey;
    int expected;

    private final byte[] peerFingerprint;
    private boolean complete;
    private int sendSequence;

    Handshake(DtlsIdentity identity, byte[] peerFingerprint, SecureRandom random) {
        this.identity = identity;
        this.peerFingerprint = peerFingerprint.clone();
        this.random = random;
        this.ephemeral = Crypto.generateKeyPair(random);
    }

    /** The flight that opens the handshake, or null on the side that waits. */
    abstract Flight open();

    /** Number of the peer's first message that {@link #onMessage} takes. */
    abstract int firstSequence();

    /** Takes the next message in order; returns the flight that it calls for, or null. */
    abstract Flight onMessage(HandshakeMessage message) throws HandshakeException;

    /** A ClientHello, which may come several times; true for its answer in {@link #answer}. */
    boolean onClientHello(HandshakeMessage hello) throws HandshakeException {
        throw HandshakeException.ignore("a ClientHello to a client");
    }

    /** What answers the ClientHello taken last. */
    Flight answer() {
        throw new IllegalStateException("clients answer no ClientHello");
    }

    /** Forgets what may be forged; returns the number of the message that is expected then. */
    abstract int rewind();

    /** Whether the peer's signature held, so that its records of the new epoch can be read. */
    abstract boolean isPeerVerified();

    final boolean isComplete() {
        return complete;
    }

    /** Adds an own message to the transcript and to the flight. */
    final void say(Flight flight, int type, byte[] body) {
        int epoch = type == Wire.FINISHED ? 1 : 0;
        flight.message(type, sendSequence, epoch, body);
        transcript.add(type, sendSequence, body);
        sendSequence++;
    }

    final void numberFrom(int sequence) {
        sendSequence = sequence;
    }

    final int sendSequence() {
        return sendSequence;
    }

    final byte[] newRandom() {
        byte[] bytes = new byte[Wire.RANDOM_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    final byte[] certificateMessage() {
        byte[] certificate = identity.certificate();
        return new WireWriter()
                .u24(certificate.length + 3)
                .u24(certificate.length)
                .bytes(certificate)
                .toBytes();
    }

    final byte[] signed(byte[] content) {
        byte[] signature = Crypto.sign(identity.privateKey(), random, content);
        return new WireWriter()
                .u16(Wire.ECDSA_SECP256R1_SHA256)
                .u16(signature.length)
                .bytes(signature)
                .toBytes();
    }

    static boolean isSignatureValid(ECPublicKey key, WireReader reader, byte[] content)
            throws HandshakeException {
        if (reader.u16() != Wire.ECDSA_SECP256R1_SHA256) {
            throw HandshakeException.ignore("a signature of another kind than ECDSA on P-256");
        }
        byte[] signature = reader.take(reader.u16());
        reader.expectEnd();
        return Crypto.isSigned(key, content, signature);
    }

    /** The key of the peer's certificate, which is parsed only if it is the expected one. */
    final ECPublicKey readCertificate(WireReader reader) throws HandshakeException {
        WireReader chain = reader.vector(reader.u24());
        reader.expectEnd();
        byte[] certificate = chain.take(chain.u24());
        if (!MessageDigest.isEqual(Crypto.sha256(certificate), peerFingerprint)) {
            throw new HandshakeException(
                    HandshakeException.Response.DOUBT, "not the expected certificate");
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            var parsed = factory.generateCertificate(new ByteArrayInputStream(certificate));
            if (parsed.getPublicKey() instanceof ECPublicKey key && Crypto.isOnP256(key)) {
                return key;
            }
        } catch (CertificateException e) {
            throw HandshakeException.ignore("a certificate that does not parse");
        }
        throw HandshakeException.ignore("a certificate without a key on P-256");
    }

    final void finish(Flight flight, boolean client) {
        flight.changeCipherSpec();
        say(flight, Wire.FINISHED, keys.verifyData(client, transcript));
    }

    /** Checks the peer's Finished, which only the holder of the keys can have sent. */
    final void takeFinished(HandshakeMessage message, boolean fromClient)
            throws HandshakeException {
        if (!MessageDigest.isEqual(message.body(), keys.verifyData(fromClient, transcript))) {
            throw new HandshakeException(
                    HandshakeException.Response.CLOSE, "Finished of another handshake");
        }
        transcript.add(message);
    }

    final void complete() {
        complete = true;
        transcript = new Transcript();
    }

    final void expect(HandshakeMessage message) throws HandshakeException {
        if (message.type() != expected) {
            throw HandshakeException.ignore("a message out of turn");
        }
        if (message.epoch() != (expected == Wire.FINISHED ? 1 : 0)) {
            throw HandshakeException.ignore("a message of the wrong epoch");
        }
    }
}
