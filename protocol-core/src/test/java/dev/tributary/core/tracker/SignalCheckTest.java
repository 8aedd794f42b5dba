package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tracker relays and what it drops (reliability.md T11, T12, T14). */
final class SignalCheckTest {
    private static final RoomSettings SETTINGS = Settings.douyu().build();
    private static final Payload MINE = hash(1);
    private static final String HERE4 = "203.0.113.7";
    private static final String HERE6 = "2001:db8:12:3400::7";

    private final Member from = member(HERE4);
    private final Member to = member("198.51.100.9");

    private static Member member(String address) {
        Member member = new Member(1, 1, Audience.wired(NatType.OPEN), SETTINGS);
        member.fingerprint = MINE;
        member.address = address(address);
        return member;
    }

    private static Payload hash(int content) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) content);
        return Payload.of(bytes);
    }

    /**
     * Dotted decimals, or groups of hexadecimal digits with at most one gap; no name is looked up.
     */
    private static Payload address(String text) {
        if (text.isEmpty()) {
            return TrackerRig.NOTHING;
        }
        if (text.indexOf(':') < 0) {
            byte[] bytes = new byte[4];
            String[] parts = text.split("\\.", -1);
            for (int i = 0; i < 4; i++) {
                bytes[i] = (byte) Integer.parseInt(parts[i]);
            }
            return Payload.of(bytes);
        }
        byte[] bytes = new byte[16];
        String[] ends = text.split("::", -1);
        fill(bytes, 0, ends[0]);
        if (ends.length == 2) {
            int groups = ends[1].isEmpty() ? 0 : ends[1].split(":").length;
            fill(bytes, 16 - 2 * groups, ends[1]);
        }
        return Payload.of(bytes);
    }

    private static void fill(byte[] bytes, int offset, String groups) {
        int at = offset;
        for (String group : groups.isEmpty() ? new String[0] : groups.split(":")) {
            int value = Integer.parseInt(group, 16);
            bytes[at++] = (byte) (value >> 8);
            bytes[at++] = (byte) value;
        }
    }

    private static Candidate at(Candidate.Kind kind, String address, int port) {
        return new Candidate(kind, address(address), port, 1, 0);
    }

    private boolean allows(Candidate candidate) {
        Payload blob = SignalCodec.encode(candidate);
        Payload within = SignalCodec.encode(describing(MINE, candidate));
        boolean alone =
                SignalCheck.allows(
                        SignalRule.STRUCTURED,
                        from,
                        to,
                        new Signal(1, 1, SignalKind.CANDIDATE, blob));
        for (SignalKind kind : List.of(SignalKind.OFFER, SignalKind.ANSWER)) {
            assertThat(
                            SignalCheck.allows(
                                    SignalRule.STRUCTURED,
                                    from,
                                    to,
                                    new Signal(1, 1, kind, within)))
                    .as("as in a candidate of its own")
                    .isEqualTo(alone);
        }
        return alone;
    }

    private boolean host(String address) {
        return allows(at(Candidate.Kind.HOST, address, 4_000));
    }

    private boolean reflexive(String address) {
        return allows(at(Candidate.Kind.SERVER_REFLEXIVE, address, 4_000));
    }

    private static Description describing(Payload fingerprint, Candidate... candidates) {
        return new Description(
                fingerprint, text("abcd"), text("a".repeat(22)), false, 1, List.of(candidates));
    }

    private static Payload text(String chars) {
        return Payload.of(chars.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aMappedAddressIsWhereTheTrackerSeesTheViewer() {
        assertThat(reflexive(HERE4)).isTrue();
        assertThat(reflexive("203.0.113.250")).as("the same /24").isTrue();
        assertThat(reflexive("203.0.112.7")).isFalse();
        assertThat(reflexive("198.51.100.9")).isFalse();
        from.address = address(HERE6);
        assertThat(reflexive(HERE6)).isTrue();
        assertThat(reflexive("2001:db8:12:34ff::1")).as("the same /56").isTrue();
        assertThat(reflexive("2001:db8:12:3500::7")).isFalse();
    }

    @Test
    void aPublicInterfaceIsThereAsWell() {
        assertThat(host(HERE4)).isTrue();
        assertThat(host("192.0.2.1")).as("a victim").isFalse();
        from.address = address(HERE6);
        assertThat(host("2001:db8:12:3499::1")).isTrue();
        assertThat(host("2001:db8:13:3400::7")).isFalse();
    }

    @Test
    void ofTheOtherFamilyOnlyPublicAddressesPass() {
        assertThat(reflexive(HERE6)).isTrue();
        assertThat(host(HERE6)).isTrue();
        assertThat(reflexive("fe80::1")).isFalse();
        assertThat(reflexive("::1")).isFalse();
        from.address = address(HERE6);
        assertThat(reflexive("203.0.113.7")).isTrue();
        assertThat(reflexive("10.0.0.1")).isFalse();
        from.address = address("");
        assertThat(host("192.0.2.1")).as("nothing is known").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.1",
                "192.168.1.1",
                "169.254.0.1",
                "100.64.0.1",
                "100.127.0.1",
                "::1",
                "::ffff:c000:201",
                "fc00::1",
                "fdff::1",
                "fe80::1"
            })
    void localAddressesMeanSomethingAtTheSamePlaceOnly(String local) {
        assertThat(host(local)).isFalse();
        to.address = address(HERE4);
        assertThat(host(local)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "169.253.0.1"})
    void theNeighboursOfLocalRangesAreNotLocal(String address) {
        to.address = address(HERE4);
        assertThat(host(address)).as("public, and not the sender's").isFalse();
        from.address = address(address);
        assertThat(host(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "::",
                "ff02::1"
            })
    void nowhereIsNotAnAddress(String nowhere) {
        from.address = address(nowhere);
        to.address = address(nowhere);
        assertThat(host(nowhere)).isFalse();
        assertThat(reflexive(nowhere)).isFalse();
    }

    @Test
    void portsOfSystemServicesAreRefused() {
        for (Candidate.Kind kind : Candidate.Kind.values()) {
            assertThat(allows(at(kind, HERE4, 1_023))).isFalse();
            assertThat(allows(at(kind, HERE4, 53))).isFalse();
            assertThat(allows(at(kind, HERE4, 1_024))).isTrue();
            assertThat(allows(at(kind, HERE4, 65_535))).isTrue();
        }
    }

    @Test
    void oneBadCandidateSpoilsTheDescription() {
        Candidate good = at(Candidate.Kind.HOST, HERE4, 4_000);
        Candidate bad = at(Candidate.Kind.HOST, HERE4, 80);
        Payload blob = SignalCodec.encode(describing(MINE, good, bad));
        assertThat(
                        SignalCheck.allows(
                                SignalRule.STRUCTURED,
                                from,
                                to,
                                new Signal(1, 1, SignalKind.OFFER, blob)))
                .isFalse();
    }

    @Test
    void theFingerprintIsTheOneOfTheToken() {
        Signal own = new Signal(1, 1, SignalKind.OFFER, SignalCodec.encode(describing(MINE)));
        Signal other = new Signal(1, 1, SignalKind.ANSWER, SignalCodec.encode(describing(hash(2))));
        assertThat(SignalCheck.allows(SignalRule.STRUCTURED, from, to, own)).isTrue();
        assertThat(SignalCheck.allows(SignalRule.STRUCTURED, from, to, other)).isFalse();
        from.fingerprint = TrackerRig.NOTHING;
        assertThat(SignalCheck.allows(SignalRule.STRUCTURED, from, to, other))
                .as("bound to none")
                .isTrue();
    }

    @Test
    void whatIsNotASignalIsDropped() {
        Payload description = SignalCodec.encode(describing(MINE));
        Payload sdp = text("v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n".repeat(4));
        for (SignalKind kind : SignalKind.values()) {
            assertThat(
                            SignalCheck.allows(
                                    SignalRule.STRUCTURED, from, to, new Signal(1, 1, kind, sdp)))
                    .isFalse();
        }
        assertThat(
                        SignalCheck.allows(
                                SignalRule.STRUCTURED,
                                from,
                                to,
                                new Signal(1, 1, SignalKind.CANDIDATE, description)))
                .isFalse();
        Signal end = new Signal(1, 1, SignalKind.END_OF_CANDIDATES, TrackerRig.NOTHING);
        assertThat(SignalCheck.allows(SignalRule.STRUCTURED, from, to, end)).isTrue();
        Signal more = new Signal(1, 1, SignalKind.END_OF_CANDIDATES, text("x"));
        assertThat(SignalCheck.allows(SignalRule.STRUCTURED, from, to, more)).isFalse();
    }

    @Test
    void theTrackerCountsWhatItDrops() {
        TrackerRig rig =
                new TrackerRig(TrackerConfig.defaults(), SETTINGS, 1, TrackerObserver.NONE);
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.join(2, Audience.wired(NatType.OPEN));
        rig.message(1, new Signal(2, 1, SignalKind.OFFER, text("v=0\r\n")));
        rig.message(1, new Signal(2, 1, SignalKind.OFFER, SignalCodec.encode(describing(MINE))));
        assertThat(rig.tracker.counted(TrackerCounter.SIGNALS_DROPPED)).isEqualTo(1);
        assertThat(rig.output.to(2, Signal.class)).hasSize(1);
        assertThat(rig.output.last(2, Signal.class).session()).as("the sender").isEqualTo(1);
    }

    @Test
    void inALaboratoryLoopbackCountsAsPublic() {
        Payload blob = SignalCodec.encode(at(Candidate.Kind.HOST, "127.1.0.9", 4_000));
        Signal signal = new Signal(1, 1, SignalKind.CANDIDATE, blob);
        assertThat(SignalCheck.allows(SignalRule.LAB, from, to, signal)).isTrue();
        assertThat(SignalCheck.allows(SignalRule.STRUCTURED, from, to, signal)).isFalse();
    }
}
