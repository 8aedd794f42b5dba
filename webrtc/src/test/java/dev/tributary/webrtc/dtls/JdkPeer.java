package dev.tributary.webrtc.dtls;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's DTLS as somebody else's implementation; knows no retransmission. */
final class JdkPeer {
    final List<byte[]> data = new ArrayList<>();
    private final SSLEngine engine;
    private final Consumer<byte[]> network;
    private final ByteBuffer scratch = ByteBuffer.allocate(20_000);

    JdkPeer(DtlsIdentity identity, boolean client, Consumer<byte[]> network) throws Exception {
        this(ForeignKey.of(identity), client, network);
    }

    JdkPeer(ForeignKey key, boolean client, Consumer<byte[]> network) throws Exception {
        this(new OneKey(key.certificate(), key.key()), client, network);
    }

    /** With a certificate that anybody can copy, and another key than the one that fits. */
    static JdkPeer thief(
            DtlsIdentity victim, DtlsIdentity own, boolean client, Consumer<byte[]> network)
            throws Exception {
        return new JdkPeer(new OneKey(victim.certificate(), own.privateKey()), client, network);
    }

    /** With no certificate at all. */
    static JdkPeer anonymous(Consumer<byte[]> network) throws Exception {
        return new JdkPeer((KeyManager) null, true, network);
    }

    private JdkPeer(KeyManager keys, boolean client, Consumer<byte[]> network) throws Exception {
        this.network = network;
        SSLContext context = SSLContext.getInstance("DTLSv1.2");
        context.init(
                keys == null ? new KeyManager[0] : new KeyManager[] {keys},
                new TrustManager[] {new TrustAll()},
                null);
        engine = context.createSSLEngine();
        engine.setUseClientMode(client);
        if (!client) {
            engine.setNeedClientAuth(true);
        }
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setMaximumPacketSize(1_200);
        engine.setSSLParameters(parameters);
    }

    void start() throws SSLException {
        engine.beginHandshake();
        drive();
    }

    boolean isConnected() {
        return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
                && engine.getSession().isValid();
    }

    String suite() {
        return engine.getSession().getProtocol() + " " + engine.getSession().getCipherSuite();
    }

    boolean isInboundDone() {
        return engine.isInboundDone();
    }

    void receive(byte... datagram) throws SSLException {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        while (in.hasRemaining() && !engine.isInboundDone()) {
            unwrap(in);
            drive();
        }
    }

    /** In several records if its engine has made them smaller, as after repeated flights. */
    void send(byte... bytes) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            int before = source.remaining();
            wrap(source);
            if (source.remaining() == before) {
                throw new SSLException("the engine takes nothing");
            }
        }
    }

    void close() throws SSLException {
        engine.closeOutbound();
        wrap(ByteBuffer.allocate(0));
    }

    private void drive() throws SSLException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
                case NEED_UNWRAP_AGAIN -> unwrap(ByteBuffer.allocate(0));
                default -> {
                    return;
                }
            }
        }
    }

    private void wrap(ByteBuffer source) throws SSLException {
        scratch.clear();
        engine.wrap(source, scratch);
        if (scratch.position() > 0) {
            network.accept(Arrays.copyOf(scratch.array(), scratch.position()));
        }
    }

    private void unwrap(ByteBuffer source) throws SSLException {
        scratch.clear();
        engine.unwrap(source, scratch);
        if (scratch.position() > 0) {
            data.add(Arrays.copyOf(scratch.array(), scratch.position()));
        }
    }

    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "key";
        private final PrivateKey key;
        private final X509Certificate certificate;

        OneKey(byte[] encoded, PrivateKey key) throws Exception {
            this.key = key;
            certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(encoded));
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine e) {
            return ALIAS;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine e) {
            return type.startsWith(key.getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    /** The other side's check is not under test. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
