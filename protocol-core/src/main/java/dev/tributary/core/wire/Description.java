package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * What a viewer must know to connect to another, in fields: nobody relays SDP (reliability.md T11).
 *
 * @param fingerprint SHA-256 of the certificate, {@value GetLink#FINGERPRINT_BYTES} bytes
 * @param ufrag ICE user name fragment, 4..32 ice-chars (RFC 8839 5.4)
 * @param password ICE password, 22..64 ice-chars
 * @param active whether this side opens the secure channel (of an answer; offers leave it open)
 * @param messageMax largest message that this side accepts, bytes
 * @param candidates at most {@value #CANDIDATES_MAX}; further ones may follow one by one
 */
public record Description(
        Payload fingerprint,
        Payload ufrag,
        Payload password,
        boolean active,
        int messageMax,
        List<Candidate> candidates) {
    /** Most candidates of one side. */
    public static final int CANDIDATES_MAX = 8;

    /** Checks the ranges. */
    public Description {
        candidates = List.copyOf(candidates);
        int hash = GetLink.FINGERPRINT_BYTES;
        Check.range("fingerprint", fingerprint.length(), hash, hash);
        Check.that(iceChars(ufrag, 4, 32), "a ufrag is 4..32 ice-chars");
        Check.that(iceChars(password, 22, 64), "a password is 22..64 ice-chars");
        Check.range("messageMax", messageMax, 1, Integer.MAX_VALUE);
        Check.range("candidates", candidates.size(), 0, CANDIDATES_MAX);
    }

    /** Returns whether a text has a length and consists of letters, digits, plus and slash. */
    static boolean iceChars(Payload text, int low, int high) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.at(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/') {
                return false;
            }
        }
        return text.length() >= low && text.length() <= high;
    }

    int wireBytes() {
        int bytes = fingerprint.length() + WireSize.ofBlob(ufrag) + WireSize.ofBlob(password);
        bytes += WireSize.FLAG + WireSize.of(messageMax) + WireSize.of(candidates.size());
        for (Candidate candidate : candidates) {
            bytes += candidate.wireBytes();
        }
        return bytes;
    }
}
