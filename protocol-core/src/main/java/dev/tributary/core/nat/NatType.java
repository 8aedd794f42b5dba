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
    OPEN,
    /** A public address behind a stateful firewall: no mapping, APDF; also any IPv6 home host. */
    SYMMETRIC_FIREWALL,
    /** EIM with EIF: one public port, open to everybody once mapped. */
    FULL_CONE,
    /** EIM with ADF: one public port, open to the addresses the host has sent to. */
    ADDRESS_RESTRICTED,
    /** EIM with APDF: one public port, open to the address and port pairs the host has sent to. */
    PORT_RESTRICTED,
    /** APDM with APDF: a new public port for every destination, open to that destination only. */
    SYMMETRIC,
    /** No UDP at all over IPv4. */
    UDP_BLOCKED
}
