package dev.tributary.live.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.nat.NatType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SightingTest {
    private static Sighting of(String words) {
        return Sighting.parse(Words.split(words));
    }

    @Test
    void everyKindIsTold() {
        assertThat(of("l/1 l/1 l/1 l/1 true true").nat()).contains(NatType.OPEN);
        assertThat(of("l/1 l/1 l/1 l/1 false false").nat()).contains(NatType.SYMMETRIC_FIREWALL);
        assertThat(of("l/1 m/1 m/1 m/1 true true").nat()).contains(NatType.FULL_CONE);
        assertThat(of("l/1 m/1 m/1 m/1 true false").nat()).contains(NatType.ADDRESS_RESTRICTED);
        assertThat(of("l/1 m/1 m/1 m/1 false false").nat()).contains(NatType.PORT_RESTRICTED);
        assertThat(of("l/1 m/1 m/2 m/3 false false").nat()).contains(NatType.SYMMETRIC);
        assertThat(of("l/1 - - - false false").nat()).contains(NatType.UDP_BLOCKED);
    }

    @Test
    void whatIsNoKindIsTold() {
        List<String> strange =
                List.of(
                        // An address dependent mapping.
                        "l/1 m/1 m/1 m/2 false false",
                        // A mapping by destination that lets strangers in.
                        "l/1 m/1 m/2 m/3 true true",
                        // Two of the three share a mapping that is not the first's.
                        "l/1 m/1 m/2 m/2 false false",
                        // One server is not reached.
                        "l/1 m/1 m/1 - false false",
                        "l/1 - m/1 m/1 false false",
                        // Filters that let in the stranger and not the neighbour, or only one.
                        "l/1 m/1 m/1 m/1 false true",
                        "l/1 l/1 l/1 l/1 true false");
        for (String words : strange) {
            assertThat(of(words).nat()).as(words).isEmpty();
        }
    }

    @Test
    void wordsAreReadBack() {
        Sighting sighting = new Sighting("l/1", "m/1", "m/2", Sighting.NOTHING, true, false);
        assertThat(of(sighting.words())).isEqualTo(sighting);
        assertThatThrownBy(() -> of("l/1 m/1")).isInstanceOf(IllegalArgumentException.class);
    }
}
