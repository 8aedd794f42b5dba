package dev.tributary.webrtc.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Writes the session description of an {@link SdpSession}, and its candidates one by one. */
public final class SdpTemplate {
    private static final String END = "\r\n";
    private static final String CANDIDATE = "candidate:";

    /** An IPv6 candidate with its related address takes less than half of it. */
    private static final int CANDIDATE_CHARS_MAX = 512;

    private SdpTemplate() {}

    /**
     * The whole text, for {@code setRemoteDescription}; an offer and an answer look the same, but
     * that an answer has the offer's {@link SdpSession#mid}.
     */
    public static String write(SdpSession session) {
        StringBuilder out = new StringBuilder(1_024);
        line(out, "v=0");
        line(out, "o=- 1 1 IN IP4 127.0.0.1");
        line(out, "s=-");
        line(out, "t=0 0");
        if (session.iceLite()) {
            line(out, "a=ice-lite");
        }
        line(out, "a=group:BUNDLE " + session.mid());
        line(out, "m=application 9 UDP/DTLS/SCTP webrtc-datachannel");
        line(out, "c=IN IP4 0.0.0.0");
        for (SdpCandidate candidate : session.candidates()) {
            line(out, "a=" + write(candidate));
        }
        line(out, "a=ice-ufrag:" + session.ufrag());
        line(out, "a=ice-pwd:" + session.pwd());
        line(out, "a=ice-options:trickle");
        Fingerprint fingerprint = session.fingerprint();
        line(out, "a=fingerprint:" + fingerprint.hash().text() + " " + fingerprint);
        line(out, "a=setup:" + session.setup().text());
        line(out, "a=mid:" + session.mid());
        line(out, "a=sctp-port:" + session.sctpPort());
        line(out, "a=max-message-size:" + session.messageBytesMax());
        return out.toString();
    }

    private static void line(StringBuilder out, String line) {
        out.append(line).append(END);
    }

    /** A candidate as in {@code RTCIceCandidate.candidate}. */
    public static String write(SdpCandidate candidate) {
        InetSocketAddress address = candidate.address();
        String related = candidate.type() == SdpCandidate.Type.HOST ? "" : " raddr 0.0.0.0 rport 0";
        return CANDIDATE
                + candidate.foundation()
                + " 1 udp "
                + candidate.priority()
                + " "
                + address.getAddress().getHostAddress()
                + " "
                + address.getPort()
                + " typ "
                + candidate.type().text()
                + related;
    }

    /**
     * Reads {@code RTCIceCandidate.candidate}.
     *
     * @return the candidate, or null for one that is of no use here: another transport, a name
     *     instead of an address, a type that is not announced
     * @throws MalformedSdpException for anything that is not a candidate
     */
    public static SdpCandidate readCandidate(String text) throws MalformedSdpException {
        if (text.length() > CANDIDATE_CHARS_MAX || !text.startsWith(CANDIDATE)) {
            throw new MalformedSdpException("not a candidate");
        }
        String[] fields = text.substring(CANDIDATE.length()).split(" ", -1);
        if (fields.length < 8 || !fields[6].equals("typ")) {
            throw new MalformedSdpException("a candidate without its fields");
        }
        SdpCandidate.Type type = type(fields[7]);
        InetAddress address = address(fields[4]);
        boolean usable =
                fields[1].equals("1")
                        && fields[2].equalsIgnoreCase("udp")
                        && type != null
                        && address != null;
        if (!usable) {
            return null;
        }
        long priority = SdpReader.number(fields[3], 1, Integer.MAX_VALUE);
        int port = (int) SdpReader.number(fields[5], 1, 0xffff);
        try {
            return new SdpCandidate(
                    fields[0], priority, new InetSocketAddress(address, port), type);
        } catch (IllegalArgumentException e) {
            throw new MalformedSdpException(e.getMessage());
        }
    }

    private static SdpCandidate.Type type(String text) {
        for (SdpCandidate.Type type : SdpCandidate.Type.values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        return null;
    }

    /** A literal address, or null for a name: nothing is ever looked up. */
    private static InetAddress address(String text) throws MalformedSdpException {
        if (!isLiteral(text)) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new MalformedSdpException("not an address");
        }
    }

    /** Four decimal numbers, or hexadecimal ones with colons: the forms that mean no look-up. */
    private static boolean isLiteral(String text) {
        if (text.length() > 45) {
            return false;
        }
        if (text.indexOf(':') >= 0) {
            return text.chars().allMatch(SdpTemplate::isAddressChar);
        }
        String[] parts = text.split("\\.", -1);
        boolean good = parts.length == 4;
        for (String part : parts) {
            good &= !part.isEmpty() && part.length() <= 3;
            good &= part.chars().allMatch(c -> c >= '0' && c <= '9');
            good = good && Integer.parseInt(part) <= 255;
        }
        return good;
    }

    private static boolean isAddressChar(int c) {
        return c == ':' || c == '.' || (c < 0x80 && Character.digit(c, 16) >= 0);
    }
}
