package dev.tributary.webrtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A key of a kind that ours never is, with its self-signed certificate. */
final class ForeignKey {
    private final PrivateKey key;
    private final byte[] certificate;

    private ForeignKey(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    PrivateKey key() {
        return key;
    }

    byte[] certificate() {
        return certificate;
    }

    static ForeignKey rsa(int bits) {
        return generate(
                "RSA",
                new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4),
                "SHA256withRSA",
                PKCSObjectIdentifiers.sha256WithRSAEncryption);
    }

    static ForeignKey onCurve(String name) {
        return generate(
                "EC",
                new ECGenParameterSpec(name),
                "SHA384withECDSA",
                X9ObjectIdentifiers.ecdsa_with_SHA384);
    }

    static ForeignKey of(DtlsIdentity identity) {
        return new ForeignKey(identity.privateKey(), identity.certificate());
    }

    byte[] fingerprint() {
        return Crypto.sha256(certificate);
    }

    private static ForeignKey generate(
            String kind,
            AlgorithmParameterSpec size,
            String algorithm,
            ASN1ObjectIdentifier algorithmId) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(size);
            KeyPair keys = generator.generateKeyPair();
            TBSCertificate content =
                    content(
                            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()),
                            algorithmId);
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate(), new SecureRandom());
            signature.update(content.getEncoded());
            return new ForeignKey(
                    keys.getPrivate(), certificate(content, algorithmId, signature.sign()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate of this key that nobody signed, for what is refused without a look at it. */
    static byte[] unsigned(SubjectPublicKeyInfo key) throws IOException {
        ASN1ObjectIdentifier algorithm = PKCSObjectIdentifiers.sha256WithRSAEncryption;
        return certificate(content(key, algorithm), algorithm, new byte[256]);
    }

    private static TBSCertificate content(
            SubjectPublicKeyInfo key, ASN1ObjectIdentifier algorithm) {
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        generator.setSignature(new AlgorithmIdentifier(algorithm));
        generator.setIssuer(new X500Name("CN=WebRTC"));
        generator.setSubject(new X500Name("CN=WebRTC"));
        generator.setStartDate(new Time(Date.from(Link.FROM)));
        generator.setEndDate(new Time(Date.from(Link.UNTIL)));
        generator.setSubjectPublicKeyInfo(key);
        return generator.generateTBSCertificate();
    }

    private static byte[] certificate(
            TBSCertificate content, ASN1ObjectIdentifier algorithm, byte[] signature)
            throws IOException {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(content);
        parts.add(new AlgorithmIdentifier(algorithm));
        parts.add(new DERBitString(signature));
        return new DERSequence(parts).getEncoded();
    }
}
