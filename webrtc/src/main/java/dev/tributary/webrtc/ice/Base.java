package dev.tributary.webrtc.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A local socket: its number, its address, and its place in the order of addition. */
record Base(int number, InetSocketAddress address, int order) {
    /** IPv6 first (RFC 8421), then in the order of addition. */
    int localPreference() {
        return (isIpv6() ? 65_535 : 32_767) - order;
    }

    String foundation() {
        return Integer.toString(1 + order);
    }

    /** Whether a datagram from here can get there at all (RFC 8445 section 6.1.2.2). */
    boolean reaches(InetSocketAddress remote) {
        InetAddress mine = address.getAddress();
        InetAddress other = remote.getAddress();
        if (isIpv6() != other instanceof Inet6Address) {
            return false;
        }
        return mine.isAnyLocalAddress()
                || (mine.isLoopbackAddress() == other.isLoopbackAddress()
                        && (!isIpv6() || mine.isLinkLocalAddress() == other.isLinkLocalAddress()));
    }

    private boolean isIpv6() {
        return address.getAddress() instanceof Inet6Address;
    }
}
