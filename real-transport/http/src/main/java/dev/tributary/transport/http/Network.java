package dev.tributary.transport.http;

import java.net.InetAddress;

/** What counts as one address: an IPv4 address, or the /64 of an IPv6 one, a household's least. */
public final class Network {
    private static final long IPV4 = 0xffffL << 32;

    private Network() {}

    /** Returns the number of an address; IPv4 shares it with no IPv6 network that is routed. */
    public static long of(InetAddress address) {
        byte[] bytes = address.getAddress();
        long value = 0;
        for (int i = 0; i < Math.min(8, bytes.length); i++) {
            value = (value << 8) | (bytes[i] & 255);
        }
        return bytes.length == 4 ? IPV4 | value : value;
    }
}
