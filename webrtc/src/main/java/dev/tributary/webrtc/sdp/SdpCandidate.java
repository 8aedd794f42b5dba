package dev.tributary.webrtc.sdp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * One UDP candidate of component 1 (RFC 8839 5.1).
 *
 * @param foundation 1 to 32 ice-chars
 * @param priority 1 to 2^31 - 1
 * @param address a literal address and a port of 1 or more
 * @param type how the address was found
 */
public record SdpCandidate(String foundation, long priority, InetSocketAddress address, Type type) {

    /** Types of RFC 8839 that may be announced. */
    public enum Type {
        HOST("host"),
        SERVER_REFLEXIVE("srflx"),
        RELAYED("relay");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    public SdpCandidate {
        IceChars.check("foundation", foundation, 1, 32);
        if (priority < 1 || priority > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("priority is out of range");
        }
        if (address.isUnresolved() || address.getPort() == 0) {
            throw new IllegalArgumentException("not a literal address with a port");
        }
        if (address.getAddress() instanceof Inet6Address six && six.getScopeId() != 0) {
            throw new IllegalArgumentException("an address with a scope means nothing elsewhere");
        }
    }
}
