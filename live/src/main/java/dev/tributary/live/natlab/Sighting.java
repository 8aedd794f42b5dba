package dev.tributary.live.natlab;

import dev.tributary.core.nat.NatType;
import java.util.List;
import java.util.Optional;

/**
 * How a box treats one socket behind it, by the tests of RFC 5780 4.3 and 4.4: three servers say
 * how they see the socket, and two strangers write to the address that the first server saw.
 *
 * @param local the socket's own address
 * @param first how the first server sees it, or {@link #NOTHING}
 * @param otherPort how a server on another port of the same address sees it
 * @param otherAddress how a server on another address sees it
 * @param heardPort whether a stranger on a third port of the first server's address got through
 * @param heardAddress whether a stranger on another address got through
 */
record Sighting(
        String local,
        String first,
        String otherPort,
        String otherAddress,
        boolean heardPort,
        boolean heardAddress) {
    /** Stands for the answer that did not come. */
    static final String NOTHING = "-";

    private static final int WORDS = 6;

    /** Reads the six components, as {@link #words} writes them. */
    static Sighting parse(List<String> words) {
        if (words.size() != WORDS) {
            throw new IllegalArgumentException("not a sighting: " + words);
        }
        return new Sighting(
                words.get(0),
                words.get(1),
                words.get(2),
                words.get(3),
                Boolean.parseBoolean(words.get(4)),
                Boolean.parseBoolean(words.get(5)));
    }

    String words() {
        return String.join(
                " ",
                local,
                first,
                otherPort,
                otherAddress,
                String.valueOf(heardPort),
                String.valueOf(heardAddress));
    }

    /** Returns the kind of box, or empty when it behaves like none of them. */
    Optional<NatType> nat() {
        boolean silent =
                first.equals(NOTHING) && otherPort.equals(NOTHING) && otherAddress.equals(NOTHING);
        if (silent) {
            return Optional.of(NatType.UDP_BLOCKED);
        }
        if (List.of(first, otherPort, otherAddress).contains(NOTHING)) {
            return Optional.empty();
        }
        boolean everywhereElse = !first.equals(otherPort) && !first.equals(otherAddress);
        if (everywhereElse && !otherPort.equals(otherAddress)) {
            return heardPort || heardAddress ? Optional.empty() : Optional.of(NatType.SYMMETRIC);
        }
        boolean sameEverywhere = first.equals(otherPort) && first.equals(otherAddress);
        return sameEverywhere ? byFilter() : Optional.empty();
    }

    private Optional<NatType> byFilter() {
        boolean mapped = !first.equals(local);
        if (heardAddress && heardPort) {
            return Optional.of(mapped ? NatType.FULL_CONE : NatType.OPEN);
        }
        if (heardAddress || heardPort) {
            boolean byAddress = mapped && heardPort;
            return byAddress ? Optional.of(NatType.ADDRESS_RESTRICTED) : Optional.empty();
        }
        return Optional.of(mapped ? NatType.PORT_RESTRICTED : NatType.SYMMETRIC_FIREWALL);
    }
}
