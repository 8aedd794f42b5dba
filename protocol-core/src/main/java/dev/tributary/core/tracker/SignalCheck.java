package dev.tributary.core.tracker;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalCodec;

/**
 * Keeps viewers from speaking for others and from aiming others' packets at strangers: fingerprints
 * are the sender's own, and addresses are where the tracker sees it (reliability.md T11-T14).
 */
final class SignalCheck {
    private static final int PORT_MIN = 1_024;
    private static final int IPV4 = 4;

    private SignalCheck() {}

    /** Returns whether a signal may be relayed. */
    static boolean allows(SignalRule rule, Member from, Member to, Signal signal) {
        try {
            return switch (signal.kind()) {
                case OFFER, ANSWER ->
                        allows(rule, from, to, SignalCodec.description(signal.blob()));
                case CANDIDATE -> allows(rule, from, to, SignalCodec.candidate(signal.blob()));
                case END_OF_CANDIDATES -> signal.blob().length() == 0;
            };
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static boolean allows(
            SignalRule rule, Member from, Member to, Description description) {
        for (Candidate candidate : description.candidates()) {
            if (!allows(rule, from, to, candidate)) {
                return false;
            }
        }
        return from.fingerprint.length() == 0 || from.fingerprint.equals(description.fingerprint());
    }

    private static boolean allows(SignalRule rule, Member from, Member to, Candidate candidate) {
        Payload address = candidate.address();
        if (candidate.port() < PORT_MIN || nowhere(address)) {
            return false;
        }
        if (rule == SignalRule.LAB && loopback(address)) {
            return true;
        }
        if (local(address) && candidate.kind() == Candidate.Kind.HOST) {
            return from.address.equals(to.address);
        }
        if (from.address.length() == address.length()) {
            return near(from.address, address);
        }
        // Of the other family nothing is known, but that others can reach it.
        return from.address.length() == 0 || !local(address);
    }

    /** Unspecified, multicast, or the broadcast address. */
    private static boolean nowhere(Payload address) {
        int first = address.at(0) & 0xff;
        if (address.length() == IPV4) {
            return first == 0 || first >= 224;
        }
        boolean unspecified = true;
        for (int i = 0; i < address.length() - 1; i++) {
            unspecified &= address.at(i) == 0;
        }
        return first == 0xff || (unspecified && address.at(15) != 1);
    }

    /** Loopback, link-local or private: means something only to who is at the same place. */
    private static boolean local(Payload address) {
        int first = address.at(0) & 0xff;
        int second = address.at(1) & 0xff;
        if (address.length() == IPV4) {
            return first == 127
                    || first == 10
                    || (first == 172 && second >> 4 == 1)
                    || (first == 192 && second == 168)
                    || (first == 169 && second == 254)
                    || (first == 100 && second >> 6 == 1);
        }
        return first == 0 || (first & 0xfe) == 0xfc || (first == 0xfe && second >= 0x80);
    }

    private static boolean loopback(Payload address) {
        return address.length() == IPV4 ? address.at(0) == 127 : address.at(0) == 0;
    }

    /** The same /24, or /56: mapped addresses of one line may differ by a little. */
    private static boolean near(Payload seen, Payload claimed) {
        int prefix = seen.length() == IPV4 ? 3 : 7;
        for (int i = 0; i < prefix; i++) {
            if (seen.at(i) != claimed.at(i)) {
                return false;
            }
        }
        return true;
    }
}
