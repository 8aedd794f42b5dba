package dev.tributary.webrtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the fields of an {@link SdpSession} out of another one's description; one use.
 *
 * <p>Strict where it matters: printable ASCII in lines that end with CR LF, one data-channel
 * section and no other, each field in its range and once at its level; what the section says goes
 * before what the session says (RFC 8866 section 5.13). Attributes that are not ours are skipped,
 * and candidates that make no sense.
 */
public final class SdpReader {
    /** Ten times what a browser with eight candidates writes. */
    public static final int CHARS_MAX = 16_384;

    /** Longest decimal number of any field. */
    private static final int DIGITS_MAX = 10;

    /** RFC 8841 6: what a peer takes that does not say. */
    private static final int MESSAGE_BYTES_DEFAULT = 65_536;

    private final List<SdpCandidate> candidates = new ArrayList<>();
    private final Field<String> ufrag = new Field<>();
    private final Field<String> pwd = new Field<>();
    private final Field<Fingerprint> fingerprint = new Field<>();
    private final Field<Setup> setup = new Field<>();
    private final Field<Integer> sctpPort = new Field<>();
    private final Field<Integer> messageBytesMax = new Field<>();
    private final Field<String> mid = new Field<>();
    private boolean iceLite;
    private boolean hasMedia;

    private SdpReader() {}

    /** A field that the session may say, and the section instead of it. */
    private static final class Field<T> {
        private T value;
        private boolean ofSection;

        boolean isSaid(boolean inSection) {
            return value != null && ofSection == inSection;
        }

        void say(boolean inSection, T said) throws MalformedSdpException {
            if (isSaid(inSection)) {
                throw new MalformedSdpException("a field twice");
            }
            value = said;
            ofSection = inSection;
        }
    }

    /**
     * Reads a description; candidates of no use here and those beyond {@link
     * SdpSession#CANDIDATES_MAX} are skipped.
     */
    public static SdpSession read(String sdp) throws MalformedSdpException {
        if (sdp.length() > CHARS_MAX) {
            throw new MalformedSdpException("too long");
        }
        SdpReader reader = new SdpReader();
        int at = 0;
        while (at < sdp.length()) {
            int end = sdp.indexOf("\r\n", at);
            if (end < 0) {
                throw new MalformedSdpException("a line without its end");
            }
            reader.line(sdp.substring(at, end));
            at = end + 2;
        }
        return reader.session();
    }

    private void line(String line) throws MalformedSdpException {
        if (!line.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new MalformedSdpException("a character that is not printable ASCII");
        }
        if (line.length() < 2 || line.charAt(1) != '=') {
            throw new MalformedSdpException("a line without a type");
        }
        if (line.startsWith("m=")) {
            media(line);
        } else if (line.startsWith("a=candidate:")) {
            candidate(line.substring(2));
        } else if (line.startsWith("a=")) {
            int colon = line.indexOf(':');
            attribute(
                    line.substring(2, colon < 0 ? line.length() : colon),
                    colon < 0 ? "" : line.substring(colon + 1));
        }
    }

    private void media(String line) throws MalformedSdpException {
        String[] fields = line.split(" ", -1);
        boolean isDataChannel =
                fields.length == 4
                        && fields[0].equals("m=application")
                        && fields[2].equals("UDP/DTLS/SCTP")
                        && fields[3].equals("webrtc-datachannel");
        if (!isDataChannel || hasMedia) {
            throw new MalformedSdpException("not one data-channel section");
        }
        if (number(fields[1], 0, 0xffff) == 0) {
            throw new MalformedSdpException("the section is rejected");
        }
        hasMedia = true;
    }

    /** One that makes no sense costs its sender that candidate, not the session. */
    private void candidate(String text) {
        if (candidates.size() == SdpSession.CANDIDATES_MAX) {
            return;
        }
        try {
            SdpCandidate candidate = SdpTemplate.readCandidate(text);
            if (candidate != null) {
                candidates.add(candidate);
            }
        } catch (MalformedSdpException e) {
            // Skipped: others may do.
        }
    }

    private void attribute(String name, String value) throws MalformedSdpException {
        switch (name) {
            case "ice-ufrag" -> ufrag.say(hasMedia, value);
            case "ice-pwd" -> pwd.say(hasMedia, value);
            case "ice-lite" -> iceLite = true;
            case "mid" -> mid.say(hasMedia, value);
            case "setup" -> setup.say(hasMedia, setup(value));
            case "sctp-port" -> sctpPort.say(hasMedia, (int) number(value, 1, 0xffff));
            case "max-message-size" -> messageBytesMax.say(hasMedia, messageBytesMax(value));
            case "fingerprint" -> fingerprint(value);
            default -> {}
        }
    }

    private static Setup setup(String value) throws MalformedSdpException {
        for (Setup setup : Setup.values()) {
            if (setup.text().equals(value)) {
                return setup;
            }
        }
        throw new MalformedSdpException("an unknown setup");
    }

    /** Any size is lawful, and zero means that there is no limit (RFC 8841 section 6.1). */
    private static int messageBytesMax(String value) throws MalformedSdpException {
        if (!isDigits(value)) {
            throw new MalformedSdpException("not a number");
        }
        long bytes = value.length() > DIGITS_MAX ? Integer.MAX_VALUE : Long.parseLong(value);
        return bytes == 0 ? Integer.MAX_VALUE : (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /**
     * Of several at one level, as of a side with several certificates (RFC 8122 section 5), the
     * first of the preferred function counts: a certificate that has only another one is refused.
     */
    private void fingerprint(String value) throws MalformedSdpException {
        Optional<Fingerprint> read;
        try {
            read = Fingerprint.parse(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedSdpException("not a fingerprint");
        }
        if (read.isEmpty()) {
            return;
        }
        if (!fingerprint.isSaid(hasMedia)) {
            fingerprint.say(hasMedia, read.get());
        } else if (read.get().hash().compareTo(fingerprint.value.hash()) < 0) {
            fingerprint.value = read.get();
        }
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A decimal number without a sign in a range. */
    static long number(String text, long min, long max) throws MalformedSdpException {
        if (!isDigits(text) || text.length() > DIGITS_MAX) {
            throw new MalformedSdpException("not a number");
        }
        long value = Long.parseLong(text);
        if (value < min || value > max) {
            throw new MalformedSdpException("a number out of range");
        }
        return value;
    }

    private SdpSession session() throws MalformedSdpException {
        boolean complete =
                hasMedia
                        && ufrag.value != null
                        && pwd.value != null
                        && fingerprint.value != null
                        && setup.value != null
                        && sctpPort.value != null;
        if (!complete) {
            throw new MalformedSdpException("a field is missing");
        }
        try {
            return new SdpSession(
                    ufrag.value,
                    pwd.value,
                    iceLite,
                    fingerprint.value,
                    setup.value,
                    candidates,
                    sctpPort.value,
                    messageBytesMax.value == null ? MESSAGE_BYTES_DEFAULT : messageBytesMax.value,
                    mid.value == null ? SdpSession.MID_DEFAULT : mid.value);
        } catch (IllegalArgumentException e) {
            throw new MalformedSdpException(e.getMessage());
        }
    }
}
