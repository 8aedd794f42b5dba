package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CandidateLineTest {
    @Test
    void readsWhatChromiumWrites() {
        Candidate candidate =
                CandidateLine.parse(
                                "candidate:842163049 1 udp 1677729535 203.0.113.9 46154 typ srflx"
                                        + " raddr 0.0.0.0 rport 0 generation 0 ufrag EsAw"
                                        + " network-cost 999")
                        .orElseThrow();
        assertThat(candidate)
                .isEqualTo(
                        new Candidate(
                                CandidateKind.SERVER_REFLEXIVE,
                                "842163049",
                                1_677_729_535,
                                SimNetwork.address("203.0.113.9", 46_154),
                                Candidate.NO_RELATED));
    }

    @Test
    void readsWhatFirefoxWrites() {
        Candidate candidate =
                CandidateLine.parse("a=candidate:0 1 UDP 2122252543 2001:db8::17 55000 typ host")
                        .orElseThrow();
        assertThat(candidate.kind()).isEqualTo(CandidateKind.HOST);
        assertThat(candidate.address()).isEqualTo(SimNetwork.address("2001:db8::17", 55_000));
    }

    @Test
    void whatIsPrintedIsRead() {
        long seed = 8_839;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            CandidateKind kind = CandidateKind.values()[random.nextInt(4)];
            String host =
                    random.nextBoolean()
                            ? "203.0.113." + random.nextInt(256)
                            : "2001:db8::" + Integer.toHexString(random.nextInt(65_536));
            Candidate candidate =
                    new Candidate(
                            kind,
                            "f" + random.nextInt(100),
                            1 + random.nextInt(Integer.MAX_VALUE - 1),
                            SimNetwork.address(host, random.nextInt(65_536)),
                            kind == CandidateKind.HOST
                                    ? Candidate.NO_RELATED
                                    : SimNetwork.address("10.0.0.1", random.nextInt(65_536)));
            assertThat(CandidateLine.parse(CandidateLine.print(candidate)))
                    .as("seed %d, i %d", seed, i)
                    .contains(candidate);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:",
                "candidate:1 1 tcp 1 203.0.113.9 9 typ host tcptype active",
                "candidate:1 2 udp 1 203.0.113.9 5000 typ host",
                "candidate:1 1 udp 1 4a8d1b1e-7b1c-4b5e.local 5000 typ host",
                "candidate:1 1 udp 1 example.org 5000 typ host",
                "candidate:1 1 udp 1 dead.beef 5000 typ host",
                "candidate:1 1 udp 1 1234 5000 typ host",
                "candidate:1 1 udp 1 203.0.113.256 5000 typ host",
                "candidate:1 1 udp 1 203.0.113.9 65536 typ host",
                "candidate:1 1 udp 0 203.0.113.9 5000 typ host",
                "candidate:1 1 udp 2147483648 203.0.113.9 5000 typ host",
                "candidate:1 1 udp 1 ::1::2 5000 typ host",
                "candidate:1 1 udp 1 fe80::1%eth0 5000 typ host",
                "candidate:1 1 udp 1 203.0.113.9 5000 typ wifi",
                "candidate:1 1 udp 1 203.0.113.9 5000 typ srflx raddr example.org rport 1",
                "candidate:1 1 udp 1 203.0.113.9 5000 typ host generation",
                "candidate:1 1 udp 1 203.0.113.9 5000 typ host\r\na=x y",
                "candidate:1  1 udp 1 203.0.113.9 5000 typ host",
                "candidate:! 1 udp 1 203.0.113.9 5000 typ host"
            })
    void refusesAllElse(String line) {
        assertThat(CandidateLine.parse(line)).isEmpty();
    }

    @Test
    void refusesLongLinesUnread() {
        String line = "candidate:1 1 udp 1 203.0.113.9 5000 typ host" + " a b".repeat(200);
        assertThat(CandidateLine.parse(line)).isEmpty();
    }

    @Test
    void throwsNothingOnFuzz() {
        long seed = 7;
        Random random = new Random(seed);
        String good =
                "candidate:842163049 1 udp 1677729535 2001:db8::9 46154 typ srflx raddr 1.2.3.4"
                        + " rport 0 generation 0";
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder line = new StringBuilder(good);
            for (int change = 1 + random.nextInt(3); change > 0; change--) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(3)) {
                    case 0 -> line.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> line.deleteCharAt(at);
                    default -> line.insert(at, good, 0, random.nextInt(good.length()));
                }
            }
            read += CandidateLine.parse(line.toString()).isPresent() ? 1 : 0;
        }
        assertThat(read).as("seed %d", seed).isGreaterThan(1_000);
    }

    @Test
    void credentialsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IceParameters("abc", pwd(22)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IceParameters("abcd", pwd(21)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IceParameters("ab:d", pwd(22)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IceParameters("abcd", pwd(257)));
        assertThat(new IceParameters("abcd", pwd(22)).toString()).doesNotContain(pwd(22));
    }

    private static String pwd(int chars) {
        return "p".repeat(chars);
    }
}
