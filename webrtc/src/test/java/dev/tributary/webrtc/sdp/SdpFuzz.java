package dev.tributary.webrtc.sdp;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Altered descriptions and candidates. What is read must be written and read again as the same, and
 * nothing may be thrown but that a text is malformed.
 */
final class SdpFuzz {
    private static final List<String> PIECES =
            List.of(
                    "a=mid:",
                    "a=fingerprint:sha-512 ",
                    "a=fingerprint:sha-256 ",
                    "a=setup:active\r\n",
                    "a=max-message-size:18446744073709551615\r\n",
                    "a=candidate:1 1 udp 1 ::ffff:192.0.2.1 1 typ relay raddr :: rport 0\r\n",
                    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n",
                    "\r\n",
                    ":",
                    " ",
                    "0",
                    "99999999999");

    private final SplittableRandom random;
    private long executions;
    private long read;
    private long refused;
    private long candidates;

    SdpFuzz(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Runs so many executions; arguments: their number, and a seed. */
    public static void main(String[] arguments) {
        SdpFuzz fuzz = new SdpFuzz(Long.parseLong(arguments[1]));
        fuzz.run(Long.parseLong(arguments[0]));
        System.out.println(fuzz);
    }

    void run(long count) {
        for (long i = 0; i < count; i++) {
            executions++;
            String text = altered(i % 4 == 0 ? SdpTest.CANDIDATE : SdpTest.CHROMIUM);
            try {
                if (i % 4 == 0) {
                    candidate(text);
                } else {
                    description(text);
                }
            } catch (MalformedSdpException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("execution " + i + ": " + text, e);
            }
        }
    }

    long refused() {
        return refused;
    }

    long read() {
        return read;
    }

    private void description(String text) throws MalformedSdpException {
        SdpSession session = SdpReader.read(text);
        read++;
        if (!SdpReader.read(SdpTemplate.write(session)).equals(session)) {
            throw new IllegalStateException("reads as another one");
        }
    }

    private void candidate(String text) throws MalformedSdpException {
        SdpCandidate candidate = SdpTemplate.readCandidate(text);
        if (candidate != null) {
            candidates++;
            if (!candidate.equals(SdpTemplate.readCandidate(SdpTemplate.write(candidate)))) {
                throw new IllegalStateException("reads as another one");
            }
        }
    }

    private String altered(String good) {
        StringBuilder text = new StringBuilder(good);
        for (int n = random.nextInt(1, 4); n > 0 && text.length() > 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.setCharAt(at, (char) random.nextInt(' ', '~' + 1));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                case 3 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> {
                    int from = random.nextInt(good.length());
                    text.insert(at, good, from, random.nextInt(from, good.length() + 1));
                }
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "%d texts: %d descriptions and %d candidates read, %d refused"
                .formatted(executions, read, candidates, refused);
    }
}
