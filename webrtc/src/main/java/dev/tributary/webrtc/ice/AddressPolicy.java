package dev.tributary.webrtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Which addresses an agent may be made to send checks to, so that signalling cannot turn it into a
 * port scanner or a cannon.
 *
 * @param allowsLoopback 127.0.0.0/8 and ::1
 * @param allowsPrivate link-local, RFC 1918, RFC 6598, unique local, and IPv6 that embeds IPv4
 */
public record AddressPolicy(boolean allowsLoopback, boolean allowsPrivate) {
    /** For production: globally routable addresses only. */
    public static final AddressPolicy PUBLIC = new AddressPolicy(false, false);

    /** For a laboratory: everything that is unicast. */
    public static final AddressPolicy LAB = new AddressPolicy(true, true);

    private static final int PORT_MIN = 1_024;

    /** Whether checks may go to this resolved address. */
    public boolean accepts(InetSocketAddress socketAddress) {
        InetAddress address = socketAddress.getAddress();
        if (socketAddress.getPort() < PORT_MIN
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        if (address.isLoopbackAddress()) {
            return allowsLoopback;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? acceptsIpv4(address, bytes) : acceptsIpv6(address, bytes);
    }

    private boolean acceptsIpv4(InetAddress address, byte[] bytes) {
        int first = bytes[0] & 0xff;
        // 0.0.0.0/8 is "this network"; above multicast come reserved addresses and broadcast.
        if (first == 0 || first >= 240) {
            return false;
        }
        boolean carrierGrade = first == 100 && (bytes[1] & 0xc0) == 64;
        return allowsPrivate
                || !(address.isSiteLocalAddress() || address.isLinkLocalAddress() || carrierGrade);
    }

    private boolean acceptsIpv6(InetAddress address, byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        return allowsPrivate
                || !(address.isSiteLocalAddress()
                        || address.isLinkLocalAddress()
                        || uniqueLocal
                        || embedsIpv4(bytes));
    }

    /** IPv4-compatible, NAT64 (RFC 6052) and 6to4: detours to any IPv4 address. */
    private static boolean embedsIpv4(byte[] bytes) {
        int high = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        return high == 0 || high == 0x2002 || (high == 0x0064 && bytes[2] == (byte) 0xff);
    }
}
