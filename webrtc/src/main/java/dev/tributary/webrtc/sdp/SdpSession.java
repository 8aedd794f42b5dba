package dev.tributary.webrtc.sdp;

import java.util.List;

/**
 * All that two peers need to know of each other to open data channels; valid by construction.
 *
 * @param ufrag ICE user name fragment, 4 to 256 ice-chars
 * @param pwd ICE password, 22 to 256 ice-chars
 * @param iceLite whether this side only answers checks (RFC 8445 2.5)
 * @param fingerprint of the certificate that this side will show
 * @param setup who is the DTLS client
 * @param candidates at most {@link #CANDIDATES_MAX}; others may follow by themselves
 * @param sctpPort 1 to 65,535
 * @param messageBytesMax largest message that this side takes, at least 1
 * @param mid the name of the section (RFC 5888), a token of 1 to 32 characters; an answer has the
 *     offer's
 */
public record SdpSession(
        String ufrag,
        String pwd,
        boolean iceLite,
        Fingerprint fingerprint,
        Setup setup,
        List<SdpCandidate> candidates,
        int sctpPort,
        int messageBytesMax,
        String mid) {

    /** Enough for two addresses of two families and their reflexive ones. */
    public static final int CANDIDATES_MAX = 8;

    /** The port that all browsers use. */
    public static final int SCTP_PORT = 5_000;

    /** What browsers call their first section. */
    static final String MID_DEFAULT = "0";

    private static final int MID_CHARS_MAX = 32;

    public SdpSession {
        IceChars.check("ufrag", ufrag, 4, 256);
        IceChars.check("pwd", pwd, 22, 256);
        candidates = List.copyOf(candidates);
        if (candidates.size() > CANDIDATES_MAX) {
            throw new IllegalArgumentException(candidates.size() + " candidates");
        }
        if (sctpPort < 1 || sctpPort > 0xffff) {
            throw new IllegalArgumentException("sctpPort is out of range");
        }
        if (messageBytesMax < 1) {
            throw new IllegalArgumentException("messageBytesMax is out of range");
        }
        IceChars.checkToken("mid", mid, 1, MID_CHARS_MAX);
    }

    /** A session whose section has the usual name. */
    public SdpSession(
            String ufrag,
            String pwd,
            boolean iceLite,
            Fingerprint fingerprint,
            Setup setup,
            List<SdpCandidate> candidates,
            int sctpPort,
            int messageBytesMax) {
        this(
                ufrag,
                pwd,
                iceLite,
                fingerprint,
                setup,
                candidates,
                sctpPort,
                messageBytesMax,
                MID_DEFAULT);
    }

    /** The same with another name of its section, for an answer to an offer that has it. */
    public SdpSession withMid(String other) {
        return new SdpSession(
                ufrag,
                pwd,
                iceLite,
                fingerprint,
                setup,
                candidates,
                sctpPort,
                messageBytesMax,
                other);
    }
}
