package dev.tributary.webrtc.dtls;

import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The side that waits for a ClientHello: {@code a=setup:passive}.
 *
 * <p>ICE has shown that the peer answers at its address, so that no cookie is asked for. A
 * ClientHello may still be forged, before or after the peer's: each of the first {@link
 * #OFFERS_MAX} different ones gets an answer, and the signature in CertificateVerify tells which of
 * them the peer sent.
 */
final class ServerHandshake extends Handshake {
    /** Each costs a signature. */
    static final int OFFERS_MAX = 4;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Offer(byte[] hello, byte[] clientRandom, Transcript prefix, Flight answer) {}

    /** Message after the ClientHello. */
    private static final int FIRST = 1;

    private final byte[] serverRandom = newRandom();
    private final byte[] point = Crypto.encodePoint((ECPublicKey) ephemeral.getPublic());
    private final List<Offer> offers = new ArrayList<>();
    private Offer latest;
    private ECPublicKey clientShare;
    private boolean verified;

    ServerHandshake(DtlsIdentity identity, byte[] peerFingerprint, SecureRandom random) {
        super(identity, peerFingerprint, random);
        expected = Wire.CERTIFICATE;
    }

    @Override
    Flight open() {
        return null;
    }

    @Override
    int firstSequence() {
        return FIRST;
    }

    @Override
    boolean onClientHello(HandshakeMessage message) throws HandshakeException {
        if (verified || message.epoch() != 0 || message.sequence() != 0) {
            throw HandshakeException.ignore("a ClientHello too late");
        }
        for (Offer offer : offers) {
            if (Arrays.equals(offer.hello, message.body())) {
                latest = offer;
                return false;
            }
        }
        if (offers.size() == OFFERS_MAX) {
            throw HandshakeException.ignore("too many different ClientHellos");
        }
        ClientHello hello = ClientHello.read(message.reader());
        latest = offer(message, hello);
        offers.add(latest);
        return true;
    }

    @Override
    Flight answer() {
        return latest.answer;
    }

    private Offer offer(HandshakeMessage message, ClientHello hello) {
        Transcript tail = transcript;
        transcript = new Transcript();
        transcript.add(message);
        numberFrom(0);
        Flight flight = new Flight();
        say(flight, Wire.SERVER_HELLO, serverHello(hello));
        say(flight, Wire.CERTIFICATE, certificateMessage());
        byte[] content = ClientHandshake.signedShare(hello.random(), serverRandom, point);
        byte[] exchange =
                new WireWriter()
                        .bytes(ClientHandshake.share(point))
                        .bytes(signed(content))
                        .toBytes();
        say(flight, Wire.SERVER_KEY_EXCHANGE, exchange);
        byte[] request = {1, Wire.ECDSA_SIGN, 0, 2, 4, 3, 0, 0};
        say(flight, Wire.CERTIFICATE_REQUEST, request);
        say(flight, Wire.SERVER_HELLO_DONE, new byte[0]);
        Offer offer = new Offer(message.body(), hello.random(), transcript, flight);
        transcript = tail;
        return offer;
    }

    private byte[] serverHello(ClientHello hello) {
        WireWriter extensions = new WireWriter().extension(Wire.EXTENDED_MASTER_SECRET);
        if (hello.hasRenegotiationInfo()) {
            extensions.extension(Wire.RENEGOTIATION_INFO, new byte[] {0});
        }
        if (hello.hasPointFormats()) {
            extensions.extension(Wire.EC_POINT_FORMATS, new byte[] {1, 0});
        }
        byte[] extensionBytes = extensions.toBytes();
        return new WireWriter()
                .u16(Wire.VERSION_1_2)
                .bytes(serverRandom)
                .u8(0)
                .u16(Wire.ECDHE_ECDSA_AES_128_GCM_SHA256)
                .u8(0)
                .u16(extensionBytes.length)
                .bytes(extensionBytes)
                .toBytes();
    }

    /** Until CertificateVerify the transcript holds only what follows the server's answer. */
    @Override
    Flight onMessage(HandshakeMessage message) throws HandshakeException {
        expect(message);
        switch (message.type()) {
            case Wire.CERTIFICATE -> {
                peerKey = readCertificate(message.reader());
                transcript.add(message);
                expected = Wire.CLIENT_KEY_EXCHANGE;
            }
            case Wire.CLIENT_KEY_EXCHANGE -> {
                WireReader reader = message.reader();
                clientShare = Crypto.decodePoint(reader.take(reader.u8()));
                reader.expectEnd();
                transcript.add(message);
                expected = Wire.CERTIFICATE_VERIFY;
            }
            case Wire.CERTIFICATE_VERIFY -> {
                onCertificateVerify(message);
                expected = Wire.FINISHED;
            }
            default -> {
                takeFinished(message, true);
                Flight flight = new Flight();
                finish(flight, false);
                complete();
                return flight;
            }
        }
        return null;
    }

    private void onCertificateVerify(HandshakeMessage message) throws HandshakeException {
        for (Offer offer : offers) {
            Transcript all = offer.prefix.then(transcript);
            if (isSignatureValid(peerKey, message.reader(), all.toBytes())) {
                byte[] agreed = Crypto.agree(ephemeral.getPrivate(), clientShare);
                keys = new KeySchedule(agreed, all.hash(), offer.clientRandom, serverRandom);
                transcript = all;
                transcript.add(message);
                verified = true;
                offers.clear();
                return;
            }
        }
        throw new HandshakeException(
                HandshakeException.Response.REWIND, "a CertificateVerify of another handshake");
    }

    @Override
    int rewind() {
        transcript.truncate(0);
        expected = Wire.CERTIFICATE;
        return FIRST;
    }

    @Override
    boolean isPeerVerified() {
        return verified;
    }
}
