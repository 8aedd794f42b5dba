package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

final class DtlsIdentityTest {
    @Test
    void makesACertificateThatTheJdkReadsAndThatHasTheFingerprint() throws Exception {
        for (int i = 0; i < 20; i++) {
            DtlsIdentity identity = Link.identity();
            X509Certificate certificate = parse(identity);

            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity(Date.from(Link.FROM));
            assertThat(certificate.getVersion()).isEqualTo(3);
            assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(certificate.getNotBefore().toInstant()).isEqualTo(Link.FROM);
            assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Link.UNTIL);
            assertThat(certificate.getSerialNumber().signum()).isPositive();
            ECPublicKey key = (ECPublicKey) certificate.getPublicKey();
            assertThat(key.getParams().toString()).contains("secp256r1");
            assertThat(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                    .isEqualTo(identity.fingerprint());
        }
    }

    @Test
    void writesTimesAfter2049TheOtherWay() throws Exception {
        Instant until = Instant.parse("2050-06-07T08:09:10Z");
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Link.FROM, until);
        assertThat(parse(identity).getNotAfter().toInstant()).isEqualTo(until);
    }

    @Test
    void refusesAnEmptyValidity() {
        assertThatThrownBy(() -> DtlsIdentity.generate(new SecureRandom(), Link.FROM, Link.FROM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static X509Certificate parse(DtlsIdentity identity) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(identity.certificate()));
    }
}
