package dev.tributary.core.nat;

/**
 * How a host's IPv4 path to the Internet treats UDP, as the two axes of RFC 4787: mapping (endpoint
 * independent EIM, address dependent ADM, address and port dependent APDM) and filtering (EIF, ADF,
 * APDF).
 *
 * <p>The ordinal is the value on the wire: never reorder, append only.
 */
public enum NatType {
    /** A public address without a firewall: no mapping, no filtering. */
    OPEN(0),
    /** A public address behind a stateful firewall: no mapping, APDF; also any IPv6 home host. */
    SYMMETRIC_FIREWALL(1),
    /** EIM with EIF: one public port, open to everybody once mapped. */
    FULL_CONE(2),
    /** EIM with ADF: one public port, open to the addresses the host has sent to. */
    ADDRESS_RESTRICTED(3),
    /** EIM with APDF: one public port, open to the address and port pairs the host has sent to. */
    PORT_RESTRICTED(4),
    /** APDM with APDF: a new public port for every destination, open to that destination only. */
    SYMMETRIC(5),
    /** No UDP at all over IPv4. */
    UDP_BLOCKED(6);

    private final int wireValue;

    NatType(int wireValue) {
        this.wireValue = wireValue;
    }

    /** The value on the wire, 0 to 6; equal to the ordinal. */
    public int wireValue() {
        return wireValue;
    }
}
