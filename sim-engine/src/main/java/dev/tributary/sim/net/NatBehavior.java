package dev.tributary.sim.net;

import dev.tributary.core.nat.NatType;

/**
 * A NAT or firewall as RFC 4787 describes it: how it maps and how it filters UDP.
 *
 * <p>A public host is an endpoint independent mapping onto itself, so {@link NatType#OPEN} behaves
 * as a full cone and {@link NatType#SYMMETRIC_FIREWALL} as a port-restricted one.
 *
 * @param mapping when two destinations see the same public port (RFC 4787 §4.1)
 * @param filtering which outside endpoints may use a public port (RFC 4787 §5)
 * @param blocked drops all UDP in both directions
 */
public record NatBehavior(Scope mapping, Scope filtering, boolean blocked) {
    /** What a mapping or a filter depends on. */
    public enum Scope {
        /** EIM or EIF. */
        ENDPOINT_INDEPENDENT,
        /** ADM or ADF. */
        ADDRESS_DEPENDENT,
        /** APDM or APDF. */
        ADDRESS_AND_PORT_DEPENDENT
    }

    /** The behaviour theory.md 1.10 assigns to each kind. */
    public static NatBehavior of(NatType type) {
        return switch (type) {
            case OPEN, FULL_CONE -> cone(Scope.ENDPOINT_INDEPENDENT);
            case ADDRESS_RESTRICTED -> cone(Scope.ADDRESS_DEPENDENT);
            case SYMMETRIC_FIREWALL, PORT_RESTRICTED -> cone(Scope.ADDRESS_AND_PORT_DEPENDENT);
            case SYMMETRIC ->
                    new NatBehavior(
                            Scope.ADDRESS_AND_PORT_DEPENDENT,
                            Scope.ADDRESS_AND_PORT_DEPENDENT,
                            false);
            case UDP_BLOCKED ->
                    new NatBehavior(
                            Scope.ENDPOINT_INDEPENDENT, Scope.ADDRESS_AND_PORT_DEPENDENT, true);
        };
    }

    private static NatBehavior cone(Scope filtering) {
        return new NatBehavior(Scope.ENDPOINT_INDEPENDENT, filtering, false);
    }
}
