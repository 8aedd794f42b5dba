package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * An address at which a viewer may be reached (RFC 8445 5.1); UDP only.
 *
 * @param kind how the viewer knows it
 * @param address 4 or 16 bytes
 * @param port 1..65535
 * @param priority 1..2^31-1
 * @param foundation equal for candidates of one kind, base and server
 */
public record Candidate(Kind kind, Payload address, int port, int priority, int foundation) {
    /** How an address is known; the ordinal is the wire value. Relays are not used. */
    public enum Kind {
        /** An interface of the viewer. */
        HOST,
        /** A STUN server saw it. */
        SERVER_REFLEXIVE
    }

    /** Checks the ranges. */
    public Candidate {
        Check.that(address.length() == 4 || address.length() == 16, "an address is 4 or 16 bytes");
        Check.range("port", port, 1, 65_535);
        Check.range("priority", priority, 1, Integer.MAX_VALUE);
        Check.range("foundation", foundation, 0, Integer.MAX_VALUE);
    }

    int wireBytes() {
        return WireSize.ENUM
                + WireSize.ofBlob(address)
                + WireSize.of(port)
                + WireSize.of(priority)
                + WireSize.of(foundation);
    }
}
