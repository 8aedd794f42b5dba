package dev.tributary.webrtc.dtls;

import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;

/** The side that sends the ClientHello: {@code a=setup:active}. */
final class ClientHandshake extends Handshake {
    private final byte[] clientRandom = newRandom();
    private byte[] serverRandom;
    private ECPublicKey serverShare;
    private boolean retried;
    private int checkpointSize;
    private int checkpointSequence;
    private boolean verified;

    ClientHandshake(DtlsIdentity identity, byte[] peerFingerprint, SecureRandom random) {
        super(identity, peerFingerprint, random);
        expected = Wire.SERVER_HELLO;
    }

    @Override
    Flight open() {
        return hello(new byte[0]);
    }

    @Override
    int firstSequence() {
        return 0;
    }

    private Flight hello(byte[] cookie) {
        byte[] extensions =
                new WireWriter()
                        .extension(Wire.SUPPORTED_GROUPS, new byte[] {0, 2, 0, Wire.SECP256R1})
                        .extension(Wire.EC_POINT_FORMATS, new byte[] {1, 0})
                        .extension(Wire.SIGNATURE_ALGORITHMS, new byte[] {0, 2, 4, 3})
                        .extension(Wire.EXTENDED_MASTER_SECRET)
                        .extension(Wire.RENEGOTIATION_INFO, new byte[] {0})
                        .toBytes();
        byte[] body =
                new WireWriter()
                        .u16(Wire.VERSION_1_2)
                        .bytes(clientRandom)
                        .u8(0)
                        .u8(cookie.length)
                        .bytes(cookie)
                        .u16(2)
                        .u16(Wire.ECDHE_ECDSA_AES_128_GCM_SHA256)
                        .u8(1)
                        .u8(0)
                        .u16(extensions.length)
                        .bytes(extensions)
                        .toBytes();
        transcript.truncate(0);
        Flight flight = new Flight();
        say(flight, Wire.CLIENT_HELLO, body);
        checkpointSize = transcript.size();
        return flight;
    }

    @Override
    Flight onMessage(HandshakeMessage message) throws HandshakeException {
        if (message.type() == Wire.HELLO_VERIFY_REQUEST && expected == Wire.SERVER_HELLO) {
            return onHelloVerifyRequest(message);
        }
        expect(message);
        switch (message.type()) {
            case Wire.SERVER_HELLO -> onServerHello(message.reader());
            case Wire.CERTIFICATE -> {
                peerKey = readCertificate(message.reader());
                expected = Wire.SERVER_KEY_EXCHANGE;
            }
            case Wire.SERVER_KEY_EXCHANGE -> onServerKeyExchange(message.reader());
            case Wire.CERTIFICATE_REQUEST -> onCertificateRequest(message.reader());
            case Wire.SERVER_HELLO_DONE -> {
                message.reader().expectEnd();
                transcript.add(message);
                return answerServer();
            }
            default -> {
                takeFinished(message, false);
                complete();
                return null;
            }
        }
        transcript.add(message);
        return null;
    }

    /** RFC 6347 4.2.1; once, so that nobody can keep us at it. */
    private Flight onHelloVerifyRequest(HandshakeMessage message) throws HandshakeException {
        if (retried || message.epoch() != 0) {
            throw HandshakeException.ignore("a second HelloVerifyRequest");
        }
        WireReader reader = message.reader();
        reader.u16();
        byte[] cookie = reader.take(reader.u8());
        reader.expectEnd();
        retried = true;
        checkpointSequence = message.sequence() + 1;
        return hello(cookie);
    }

    private void onServerHello(WireReader reader) throws HandshakeException {
        if (reader.u16() != Wire.VERSION_1_2) {
            throw HandshakeException.ignore("a ServerHello of another version");
        }
        byte[] newRandom = reader.take(Wire.RANDOM_BYTES);
        reader.take(reader.u8());
        if (reader.u16() != Wire.ECDHE_ECDSA_AES_128_GCM_SHA256 || reader.u8() != 0) {
            throw HandshakeException.ignore("a ServerHello with another suite");
        }
        WireReader extensions = reader.vector(reader.u16());
        reader.expectEnd();
        boolean extendedMasterSecret = false;
        while (extensions.hasMore()) {
            extendedMasterSecret |= extensions.u16() == Wire.EXTENDED_MASTER_SECRET;
            extensions.take(extensions.u16());
        }
        if (!extendedMasterSecret) {
            throw HandshakeException.ignore("a ServerHello without extended master secret");
        }
        serverRandom = newRandom;
        expected = Wire.CERTIFICATE;
    }

    private void onServerKeyExchange(WireReader reader) throws HandshakeException {
        if (reader.u8() != 3 || reader.u16() != Wire.SECP256R1) {
            throw HandshakeException.ignore("a key share on another curve");
        }
        byte[] point = reader.take(reader.u8());
        ECPublicKey share = Crypto.decodePoint(point);
        byte[] content = signedShare(clientRandom, serverRandom, point);
        if (!isSignatureValid(peerKey, reader, content)) {
            throw new HandshakeException(
                    HandshakeException.Response.REWIND, "a key share with a wrong signature");
        }
        serverShare = share;
        verified = true;
        expected = Wire.CERTIFICATE_REQUEST;
    }

    /** What the server signs (RFC 8422 5.4). */
    static byte[] signedShare(byte[] clientRandom, byte[] serverRandom, byte[] point) {
        return new WireWriter()
                .bytes(clientRandom)
                .bytes(serverRandom)
                .bytes(share(point))
                .toBytes();
    }

    static byte[] share(byte[] point) {
        return new WireWriter().u8(3).u16(Wire.SECP256R1).u8(point.length).bytes(point).toBytes();
    }

    private void onCertificateRequest(WireReader reader) throws HandshakeException {
        byte[] types = reader.take(reader.u8());
        boolean takesEcdsa = false;
        for (byte type : types) {
            takesEcdsa |= type == Wire.ECDSA_SIGN;
        }
        boolean takesP256 = reader.vector(reader.u16()).hasCode(Wire.ECDSA_SECP256R1_SHA256);
        reader.take(reader.u16());
        reader.expectEnd();
        if (!takesEcdsa || !takesP256) {
            throw HandshakeException.ignore("a server that takes no certificate of ours");
        }
        expected = Wire.SERVER_HELLO_DONE;
    }

    private Flight answerServer() {
        Flight flight = new Flight();
        say(flight, Wire.CERTIFICATE, certificateMessage());
        byte[] point = Crypto.encodePoint((ECPublicKey) ephemeral.getPublic());
        byte[] exchange = new WireWriter().u8(point.length).bytes(point).toBytes();
        say(flight, Wire.CLIENT_KEY_EXCHANGE, exchange);
        byte[] agreed = Crypto.agree(ephemeral.getPrivate(), serverShare);
        keys = new KeySchedule(agreed, transcript.hash(), clientRandom, serverRandom);
        say(flight, Wire.CERTIFICATE_VERIFY, signed(transcript.toBytes()));
        finish(flight, true);
        expected = Wire.FINISHED;
        return flight;
    }

    @Override
    int rewind() {
        transcript.truncate(checkpointSize);
        expected = Wire.SERVER_HELLO;
        return checkpointSequence;
    }

    @Override
    boolean isPeerVerified() {
        return verified && keys != null;
    }
}
