package dev.tributary.webrtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SdpTest {
    static final String CANDIDATE =
            "candidate:810996078 1 udp 2113937151 192.0.2.2 58835 typ host generation 0";

    static final String CHROMIUM =
            """
            v=0
            o=- 89295089935244826 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            a=extmap-allow-mixed
            a=msid-semantic: WMS
            m=application 58835 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 192.0.2.2
            a=candidate:810996078 1 udp 2113937151 192.0.2.2 58835 typ host generation 0
            a=candidate:4214231182 1 udp 2113942271 2001:db8::2 51098 typ host generation 0
            a=candidate:1 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active
            a=candidate:2 1 udp 2113937151 0a1b-2c3d.local 58836 typ host generation 0
            a=candidate:3 1 udp 1677729535 198.51.100.7 4000 typ srflx raddr 0.0.0.0 rport 0
            a=ice-ufrag:0gzN
            a=ice-pwd:KNnTSKBaqR5Bwh9oWekHpHTp
            a=ice-options:trickle
            a=fingerprint:sha-256 36:23:BD:15:9C:A5:34:E5:00:72:55:E0:37:C6:36:22:\
            AD:2B:EA:F7:75:CB:84:35:5C:EB:CD:30:4F:15:41:99
            a=setup:actpass
            a=mid:0
            a=sctp-port:5000
            a=max-message-size:262144
            """
                    .replace("\n", "\r\n");

    private static final String OTHER = "AB" + ":CD".repeat(31);
    private static final String LONG = "12" + ":EF".repeat(63);
    private static final String END = "\r\na=ice-ufrag";

    @Test
    void readsWhatChromiumWrites() throws Exception {
        SdpSession session = SdpReader.read(CHROMIUM);

        assertThat(session.ufrag()).isEqualTo("0gzN");
        assertThat(session.pwd()).isEqualTo("KNnTSKBaqR5Bwh9oWekHpHTp");
        assertThat(session.iceLite()).isFalse();
        assertThat(session.fingerprint().toString()).startsWith("36:23:BD").endsWith("15:41:99");
        assertThat(session.setup()).isEqualTo(Setup.ACTPASS);
        assertThat(session.sctpPort()).isEqualTo(5_000);
        assertThat(session.messageBytesMax()).isEqualTo(262_144);
        assertThat(session.candidates())
                .extracting(c -> c.address().getPort())
                .containsExactly(58_835, 51_098, 4_000);
        assertThat(session.candidates().get(2).type())
                .isEqualTo(SdpCandidate.Type.SERVER_REFLEXIVE);
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            SdpSession session = session(random);
            assertThat(SdpReader.read(SdpTemplate.write(session))).isEqualTo(session);
        }
    }

    private static SdpSession session(SplittableRandom random) throws Exception {
        byte[] fingerprint = new byte[Fingerprint.BYTES];
        random.nextBytes(fingerprint);
        List<SdpCandidate> candidates = new ArrayList<>();
        for (int i = random.nextInt(SdpSession.CANDIDATES_MAX + 1); i > 0; i--) {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);
            candidates.add(
                    new SdpCandidate(
                            "f" + i,
                            random.nextInt(1, Integer.MAX_VALUE),
                            new InetSocketAddress(
                                    InetAddress.getByAddress(address), random.nextInt(1, 65_536)),
                            SdpCandidate.Type.values()[random.nextInt(3)]));
        }
        return new SdpSession(
                "abcd+/09",
                "p".repeat(random.nextInt(22, 257)),
                random.nextBoolean(),
                new Fingerprint(fingerprint),
                Setup.values()[random.nextInt(3)],
                candidates,
                random.nextInt(1, 65_536),
                random.nextInt(1, Integer.MAX_VALUE));
    }

    @Test
    void refusesWhatIsMissingTwiceOrOutOfRange() {
        refuses(CHROMIUM.replace("a=ice-ufrag:0gzN\r\n", ""), "missing");
        refuses(CHROMIUM.replace("a=sctp-port:5000\r\n", ""), "missing");
        refuses(CHROMIUM + "a=ice-ufrag:other\r\n", "twice");
        refuses(CHROMIUM + "a=setup:active\r\n", "twice");
        refuses(CHROMIUM.replace(":5000", ":65536"), "range");
        refuses(CHROMIUM.replace(":5000", ":-1"), "number");
        refuses(CHROMIUM.replace(":5000", ":99999999999999999999"), "number");
        refuses(CHROMIUM.replace("actpass", "holdconn"), "setup");
        refuses(CHROMIUM.replace("0gzN", "0gz"), "length");
        refuses(CHROMIUM.replace("0gzN", "0gz N"), "character");
        refuses(CHROMIUM.replace("36:23", "36:2G"), "fingerprint");
        refuses(CHROMIUM.replace("36:23:", "36:"), "fingerprint");
        refuses(CHROMIUM.replace("mid:0", "mid:"), "length");
        refuses(CHROMIUM.replace("mid:0", "mid:" + "x".repeat(33)), "length");
        refuses(CHROMIUM.replace("mid:0", "mid:a b"), "character");
        refuses(CHROMIUM.replace("max-message-size:262144", "max-message-size:-1"), "number");
        refuses(CHROMIUM.replace("application 58835", "application 0"), "rejected");
        refuses(CHROMIUM + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", "section");
        refuses(CHROMIUM + "a=x:" + "y".repeat(SdpReader.CHARS_MAX) + "\r\n", "long");
        refuses("", "missing");
    }

    /** RFC 5888: a token; an answer has to call its section as the offer did. */
    @Test
    void theNameOfTheSectionIsTheOffers() throws Exception {
        SdpSession offer = SdpReader.read(CHROMIUM.replace("mid:0", "mid:data-1"));
        assertThat(offer.mid()).isEqualTo("data-1");
        SdpSession answer = session(new SplittableRandom(1)).withMid(offer.mid());
        assertThat(SdpTemplate.write(answer))
                .contains("a=mid:data-1\r\n")
                .contains("a=group:BUNDLE data-1\r\n");
        assertThat(SdpReader.read(CHROMIUM.replace("a=mid:0\r\n", "")).mid()).isEqualTo("0");
    }

    /** RFC 8866 5.13: the section's stands for the session's. */
    @Test
    void whatTheSectionSaysGoesBeforeWhatTheSessionSays() throws Exception {
        String general =
                "a=fingerprint:sha-256 "
                        + OTHER
                        + "\r\na=setup:passive\r\na=ice-ufrag:general\r\nm=application";
        SdpSession both = SdpReader.read(CHROMIUM.replace("m=application", general));
        assertThat(both).isEqualTo(SdpReader.read(CHROMIUM));
        String without = CHROMIUM.replaceAll("a=(fingerprint|setup|ice-ufrag):.*\r\n", "");
        SdpSession session = SdpReader.read(without.replace("m=application", general));
        assertThat(session.fingerprint().toString()).isEqualTo(OTHER);
        assertThat(session.setup()).isEqualTo(Setup.PASSIVE);
        assertThat(session.ufrag()).isEqualTo("general");
    }

    @Test
    void ofSeveralFingerprintsTheFirstOfThePreferredFunctionCounts() throws Exception {
        Fingerprint first = SdpReader.read(CHROMIUM).fingerprint();
        for (String more :
                List.of(
                        "a=fingerprint:sha-256 " + first,
                        "a=fingerprint:sha-256 " + OTHER,
                        "a=fingerprint:sha-512 " + LONG,
                        "a=fingerprint:sha-1 " + OTHER.substring(0, 59))) {
            assertThat(SdpReader.read(CHROMIUM + more + "\r\n").fingerprint()).isEqualTo(first);
            assertThat(
                            SdpReader.read(CHROMIUM.replace("a=setup", more + "\r\na=setup"))
                                    .fingerprint())
                    .isEqualTo(first);
        }
        String longFirst = CHROMIUM.replace("a=ice-ufrag", "a=fingerprint:sha-512 " + LONG + END);
        assertThat(SdpReader.read(longFirst).fingerprint()).isEqualTo(first);
        refuses(CHROMIUM + "a=fingerprint:sha-256 12:34\r\n", "fingerprint");
    }

    @Test
    void readsAFingerprintOfSha512Alone() throws Exception {
        String alone = CHROMIUM.replaceAll("sha-256 .*\r\n", "SHA-512 " + LONG + "\r\n");
        Fingerprint fingerprint = SdpReader.read(alone).fingerprint();
        assertThat(fingerprint.bytes()).hasSize(64);
        assertThat(fingerprint.toString()).isEqualTo(LONG);
        assertThat(SdpTemplate.write(SdpReader.read(alone))).contains(":sha-512 " + LONG + "\r\n");
        refuses(CHROMIUM.replaceAll("sha-256 .*\r\n", "sha-1 AB\r\n"), "missing");
    }

    @Test
    void anyMessageSizeIsTaken() throws Exception {
        for (String size : List.of("0", "4294967295", "18446744073709551615", "9".repeat(999))) {
            SdpSession session = SdpReader.read(CHROMIUM.replace("262144", size));
            assertThat(session.messageBytesMax()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void aCandidateWithoutSenseIsSkipped() throws Exception {
        for (String bad :
                List.of(
                        CHROMIUM.replace("candidate:810996078", "candidate:810-996_078"),
                        CHROMIUM.replace("candidate:810996078", "candidate:" + "8".repeat(33)),
                        CHROMIUM.replace("192.0.2.2 58835", "192.0.2.2 0"),
                        CHROMIUM.replace("udp 2113937151 192.0.2.2", "udp -1 192.0.2.2"),
                        CHROMIUM.replace("192.0.2.2 58835 typ host", "192.0.2.2 58835"))) {
            assertThat(SdpReader.read(bad).candidates())
                    .extracting(c -> c.address().getPort())
                    .containsExactly(51_098, 4_000);
        }
        assertThat(SdpReader.read(CHROMIUM.replace("2001:db8::2", "2001:::2")).candidates())
                .hasSize(2);
    }

    @Test
    void refusesTricksWithTheEndOfLines() {
        refuses(CHROMIUM.replace("0gzN", "0gzN\ra=ice-lite"), "printable");
        refuses(CHROMIUM.replace("0gzN", "0gzN\na=ice-lite"), "printable");
        refuses(CHROMIUM.replace("0gzN", "0gzN\u0000"), "printable");
        refuses(CHROMIUM.replace("0gzN", "0gzN\u2028"), "printable");
        refuses(CHROMIUM.replace("\r\n", "\n"), "end");
        refuses(CHROMIUM.substring(0, CHROMIUM.length() - 1), "end");
        assertThatThrownBy(
                        () ->
                                new SdpSession(
                                        "abcd\r\na=x",
                                        "p".repeat(22),
                                        false,
                                        new Fingerprint(new byte[32]),
                                        Setup.ACTIVE,
                                        List.of(),
                                        5_000,
                                        1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new SdpCandidate(
                                        "1\r\n",
                                        1,
                                        new InetSocketAddress("192.0.2.1", 1),
                                        SdpCandidate.Type.HOST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAtMostEightCandidatesAndLooksNoNameUp() throws Exception {
        String line = "a=candidate:1 1 udp 1 192.0.2.1 1 typ host\r\n";
        assertThat(SdpReader.read(CHROMIUM + line.repeat(100)).candidates())
                .hasSize(SdpSession.CANDIDATES_MAX);
        assertThat(SdpTemplate.readCandidate("candidate:1 1 udp 1 bad.example 1 typ host"))
                .isNull();
        assertThat(SdpTemplate.readCandidate("candidate:1 1 udp 1 1.2.3 1 typ host")).isNull();
        assertThat(SdpTemplate.readCandidate("candidate:1 1 udp 1 1.2.3.256 1 typ host")).isNull();
        assertThatThrownBy(() -> SdpTemplate.readCandidate("candidate:1 1 udp 1"))
                .isInstanceOf(MalformedSdpException.class);
    }

    @Test
    void alteredDescriptionsAreReadOrRefusedButNeverThrowAnythingElse() {
        SdpFuzz fuzz = new SdpFuzz(7);
        fuzz.run(40_000);
        assertThat(fuzz.refused()).as("%s", fuzz).isBetween(10_000L, 39_000L);
        assertThat(fuzz.read()).as("%s", fuzz).isGreaterThan(5_000);
    }

    private static void refuses(String sdp, String reason) {
        assertThatThrownBy(() -> SdpReader.read(sdp))
                .isInstanceOf(MalformedSdpException.class)
                .hasMessageContaining(reason);
    }
}
