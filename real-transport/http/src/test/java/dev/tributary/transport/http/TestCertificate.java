package dev.tributary.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that signed itself, as PEM files, made by the JDK's keytool. */
public final class TestCertificate {
    private static final String SECRET = "for tests";

    private TestCertificate() {}

    /** Makes {@code chain.pem} and {@code key.pem} in a folder. */
    public static HttpConfig.Tls in(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        return in(folder, "ip:127.0.0.1");
    }

    /**
     * Makes one for another.
     *
     * @param name such as {@code dns:example}
     */
    public static HttpConfig.Tls in(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "a",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "san=" + name,
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                SECRET,
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        byte[] key = keys.getKey("a", SECRET.toCharArray()).getEncoded();
        return new HttpConfig.Tls(
                pem(
                        folder.resolve("chain.pem"),
                        "CERTIFICATE",
                        keys.getCertificate("a").getEncoded()),
                pem(folder.resolve("key.pem"), "PRIVATE KEY", key));
    }

    /** Returns clients' settings that trust it and nothing else. */
    public static SSLContext trusting(HttpConfig.Tls files)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        Certificate certificate =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(Files.newInputStream(files.certificates()));
        trusted.setCertificateEntry("a", certificate);
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(content);
        String text = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
        return Files.writeString(file, text);
    }
}
