package dev.tributary.webrtc.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/**
 * Refuses handshake messages that announce more bytes than a finished has: the library takes the
 * memory for a message, up to 16 MiB, when its first fragment comes.
 */
final class BoundedCipher implements TlsCipher {
    private static final int MESSAGE_BYTES_MAX = 1_024;

    private final TlsCipher cipher;

    BoundedCipher(TlsCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequence, short type, ProtocolVersion version, byte[] in, int offset, int length)
            throws IOException {
        TlsDecodeResult plain =
                cipher.decodeCiphertext(sequence, type, version, in, offset, length);
        if (plain.contentType == Wire.HANDSHAKE
                && Wire.messageBytesMax(plain.buf, plain.off, plain.off + plain.len)
                        > MESSAGE_BYTES_MAX) {
            throw new TlsFatalAlert(AlertDescription.decode_error);
        }
        return plain;
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long sequence,
            short type,
            ProtocolVersion version,
            int header,
            byte[] in,
            int offset,
            int length)
            throws IOException {
        return cipher.encodePlaintext(sequence, type, version, header, in, offset, length);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
        return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
        return cipher.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public void rekeyDecoder() throws IOException {
        cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
        cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return cipher.usesOpaqueRecordTypeEncode();
    }
}
