package dev.tributary.webrtc.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of an {@link SdpSession} out of a browser's description; one use.
 *
 * <p>Strict where it matters: printable ASCII in lines that end with CR LF, one data-channel
 * section and no other, each field once and in its range. Attributes that are not ours are skipped.
 */
public final class SdpReader {
    /** Ten times what a browser with eight candidates writes. */
    public static final int CHARS_MAX = 16_384;

    /** Longest decimal number of any field. */
    private static final int DIGITS_MAX = 10;

    /** RFC 8841 6: what a peer takes that does not say. */
    private static final int MESSAGE_BYTES_DEFAULT = 65_536;

    private final List<SdpCandidate> candidates = new ArrayList<>();
    private String ufrag;
    private String pwd;
    private Fingerprint fingerprint;
    private Setup setup;
    private Integer sctpPort;
    private Integer messageBytesMax;
    private String mid;
    private boolean iceLite;
    private boolean hasMedia;

    private SdpReader() {}

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

    private void candidate(String text) throws MalformedSdpException {
        SdpCandidate candidate = SdpTemplate.readCandidate(text);
        if (candidate != null && candidates.size() < SdpSession.CANDIDATES_MAX) {
            candidates.add(candidate);
        }
    }

    private void attribute(String name, String value) throws MalformedSdpException {
        switch (name) {
            case "ice-ufrag" -> ufrag = once(ufrag, value);
            case "ice-pwd" -> pwd = once(pwd, value);
            case "ice-lite" -> iceLite = true;
            case "mid" -> mid = once(mid, value);
            case "setup" -> setup = once(setup, setup(value));
            case "sctp-port" -> sctpPort = once(sctpPort, (int) number(value, 1, 0xffff));
            case "max-message-size" ->
                    messageBytesMax = once(messageBytesMax, messageBytesMax(value));
            case "fingerprint" -> fingerprint(value);
            default -> {}
        }
    }

    private static <T> T once(T before, T value) throws MalformedSdpException {
        if (before != null) {
            throw new MalformedSdpException("a field twice");
        }
        return value;
    }

    private static Setup setup(String value) throws MalformedSdpException {
        for (Setup setup : Setup.values()) {
            if (setup.text().equals(value)) {
                return setup;
            }
        }
        throw new MalformedSdpException("an unknown setup");
    }

    /** Zero means any size (RFC 8841 6.1). */
    private static int messageBytesMax(String value) throws MalformedSdpException {
        long bytes = number(value, 0, (1L << 32) - 1);
        return bytes == 0 ? Integer.MAX_VALUE : (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** Other hash functions may be announced beside SHA-256 and are skipped (RFC 8122 5). */
    private void fingerprint(String value) throws MalformedSdpException {
        String hash = "sha-256 ";
        if (value.length() < hash.length()
                || !value.substring(0, hash.length()).equalsIgnoreCase(hash)) {
            return;
        }
        try {
            fingerprint = once(fingerprint, Fingerprint.parse(value.substring(hash.length())));
        } catch (IllegalArgumentException e) {
            throw new MalformedSdpException("not a fingerprint");
        }
    }

    /** A decimal number without a sign in a range. */
    static long number(String text, long min, long max) throws MalformedSdpException {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() > DIGITS_MAX) {
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
                        && ufrag != null
                        && pwd != null
                        && fingerprint != null
                        && setup != null
                        && sctpPort != null;
        if (!complete) {
            throw new MalformedSdpException("a field is missing");
        }
        if (!"0".equals(mid)) {
            throw new MalformedSdpException("the section has another name than 0");
        }
        try {
            return new SdpSession(
                    ufrag,
                    pwd,
                    iceLite,
                    fingerprint,
                    setup,
                    candidates,
                    sctpPort,
                    messageBytesMax == null ? MESSAGE_BYTES_DEFAULT : messageBytesMax);
        } catch (IllegalArgumentException e) {
            throw new MalformedSdpException(e.getMessage());
        }
    }
}
