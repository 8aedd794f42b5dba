package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MachinePathsTest {
    @Test
    void noFileNamesAPathOfAMachine() {
        assertThat(MachinePaths.complaints(Repository.own().texts())).isEmpty();
    }

    /** Put together here, since this file is checked too. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/home~ann/tributary", "/Users~ann/x.txt", "/root~runs", "C:~Users~ann"})
    void aPathOfAMachineIsNamed(String plant) {
        String path = plant.replace("~", plant.startsWith("C") ? "\\" : "/");
        assertThat(MachinePaths.complaints(Map.of("a.md", "see\nin " + path + " there")))
                .containsExactly("a.md:2: a path of one machine: " + path);
    }

    @Test
    void pathsThatEveryMachineHasAreRight() {
        assertThat(
                        MachinePaths.complaints(
                                Map.of(
                                        "a.md",
                                        "/usr/lib/jvm, $HOME/home/x, src/home/a, /v1/root/x, /tmp")))
                .isEmpty();
    }
}
