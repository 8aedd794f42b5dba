package dev.tributary.webrtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code candidate:} attribute of SDP (RFC 8839 section 5.1) for talking to a browser's page.
 *
 * <p>Strict: one line of component 1 over UDP with a literal address, nothing is looked up. What a
 * browser lawfully sends and an agent cannot use (TCP, mDNS names, other components) is as empty as
 * what is malformed.
 */
public final class CandidateLine {
    /** Longer lines are refused unread. */
    public static final int CHARS_MAX = 512;

    private static final String PREFIX = "candidate:";

    /** The foundation, the priority, the address, the port, the type; then extensions. */
    private static final Pattern LINE =
            Pattern.compile(
                    "candidate:([A-Za-z0-9+/]{1,32}) 1 (?:udp|UDP) ([0-9]{1,10})"
                            + " ([0-9A-Fa-f.:]{2,45}) ([0-9]{1,5}) typ (host|srflx|prflx|relay)"
                            + "(?: raddr ([0-9A-Fa-f.:]{2,45}) rport ([0-9]{1,5}))?"
                            + "(?: (?!raddr |rport )[!-~]+ [!-~]+)*");

    private static final Pattern IPV4 =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

    private static final int PORT_MAX = 65_535;

    private CandidateLine() {}

    /** Reads a line with or without {@code a=} before it. */
    public static Optional<Candidate> parse(String line) {
        if (line.length() > CHARS_MAX) {
            return Optional.empty();
        }
        Matcher matcher = LINE.matcher(line.startsWith("a=") ? line.substring(2) : line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<InetSocketAddress> address = address(matcher.group(3), matcher.group(4));
        Optional<InetSocketAddress> related =
                matcher.group(6) == null
                        ? Optional.of(Candidate.NO_RELATED)
                        : address(matcher.group(6), matcher.group(7));
        if (address.isEmpty() || related.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Candidate(
                            kind(matcher.group(5)),
                            matcher.group(1),
                            Long.parseLong(matcher.group(2)),
                            address.get(),
                            related.get()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The line without {@code a=}, as a browser's {@code RTCIceCandidate} takes it. */
    public static String print(Candidate candidate) {
        String line =
                PREFIX
                        + candidate.foundation()
                        + " 1 udp "
                        + candidate.priority()
                        + " "
                        + candidate.address().getAddress().getHostAddress()
                        + " "
                        + candidate.address().getPort()
                        + " typ "
                        + candidate.kind().token();
        if (candidate.kind() == CandidateKind.HOST) {
            return line;
        }
        return line
                + " raddr "
                + candidate.related().getAddress().getHostAddress()
                + " rport "
                + candidate.related().getPort();
    }

    private static CandidateKind kind(String token) {
        for (CandidateKind kind : CandidateKind.values()) {
            if (kind.token().equals(token)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(token);
    }

    private static Optional<InetSocketAddress> address(String literal, String port) {
        int number = Integer.parseInt(port);
        return number > PORT_MAX
                ? Optional.empty()
                : literal(literal).map(address -> new InetSocketAddress(address, number));
    }

    /** With a colon the JDK takes nothing but a literal; without one we demand four numbers. */
    private static Optional<InetAddress> literal(String text) {
        try {
            if (text.indexOf(':') >= 0) {
                return Optional.of(InetAddress.getByName(text));
            }
            Matcher matcher = IPV4.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            byte[] bytes = new byte[4];
            for (int i = 0; i < bytes.length; i++) {
                int value = Integer.parseInt(matcher.group(i + 1));
                if (value > 255) {
                    return Optional.empty();
                }
                bytes[i] = (byte) value;
            }
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
