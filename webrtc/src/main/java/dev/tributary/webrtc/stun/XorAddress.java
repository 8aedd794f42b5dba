package dev.tributary.webrtc.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The value of XOR-MAPPED-ADDRESS (RFC 8489 section 14.2). */
final class XorAddress {
    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;
    private static final int ADDRESS_AT = 4;

    private XorAddress() {}

    static boolean isWellFormed(byte[] message, int at, int length) {
        return length >= ADDRESS_AT
                && ((message[at + 1] == FAMILY_IPV4 && length == ADDRESS_AT + 4)
                        || (message[at + 1] == FAMILY_IPV6 && length == ADDRESS_AT + 16));
    }

    /** Reads a well-formed value; the mask is the message's own cookie and transaction. */
    static InetSocketAddress read(byte[] message, int at, int length) {
        byte[] address = new byte[length - ADDRESS_AT];
        for (int i = 0; i < address.length; i++) {
            address[i] = (byte) (message[at + ADDRESS_AT + i] ^ message[StunMessage.COOKIE_AT + i]);
        }
        int port = Bytes.u16(message, at + 2) ^ (StunMessage.MAGIC_COOKIE >>> 16);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are always an address", e);
        }
    }

    /** The value for a message whose header is already in {@code message}. */
    static byte[] value(byte[] message, InetSocketAddress mapped) {
        byte[] address = mapped.getAddress().getAddress();
        byte[] value = new byte[ADDRESS_AT + address.length];
        value[1] = (byte) (address.length == 4 ? FAMILY_IPV4 : FAMILY_IPV6);
        Bytes.putU16(value, 2, mapped.getPort() ^ (StunMessage.MAGIC_COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            value[ADDRESS_AT + i] = (byte) (address[i] ^ message[StunMessage.COOKIE_AT + i]);
        }
        return value;
    }
}
