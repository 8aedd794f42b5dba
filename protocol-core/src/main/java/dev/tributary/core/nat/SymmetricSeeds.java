package dev.tributary.core.nat;

/** Whether hosts behind a {@link NatType#SYMMETRIC} NAT may be seeds (decisions 13 and 74). */
public enum SymmetricSeeds {
    /** Never: Douyu's rule, read strictly. */
    NEVER,
    /** With IPv6, for viewers who have it too. */
    IPV6
}
