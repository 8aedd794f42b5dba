package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.reports.Rooms;
import dev.tributary.reports.json.StudyJson;
import dev.tributary.reports.text.FidelityStudyText;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FidelityStudyTest {
    /** Sharing of a tiny room: 500 of 2000 useful bytes, and what the first viewer got of 1000. */
    private static FidelityStudy.Room room(int number, long simulated, long real, boolean busy) {
        Summary a = Summary.of(Rooms.run(List.of(Rooms.tiny(1, simulated))));
        Summary b = Summary.of(Rooms.run(List.of(Rooms.tiny(1, real))));
        return new FidelityStudy.Room(number, List.of("a=1"), new Fidelity(a, b), busy);
    }

    @Test
    void differencesAreAveragedAndTheLargestIsNamed() {
        FidelityStudy study =
                new FidelityStudy(List.of(room(1, 400, 404, false), room(2, 400, 380, false)));

        assertThat(study.sharing().mean()).isCloseTo((0.002 - 0.010) / 2, within(1e-12));
        assertThat(study.worst().number()).isEqualTo(2);
        assertThat(study.firstFrame().mean()).isZero();
        assertThat(study.stalled().mean()).isZero();
        assertThat(study.agrees()).isTrue();
    }

    @Test
    void moreThanAPointIsNoAgreement() {
        assertThat(new FidelityStudy(List.of(room(1, 400, 422, false))).agrees()).isFalse();
        assertThat(new FidelityStudy(List.of(room(1, 422, 400, false))).agrees()).isFalse();
    }

    @Test
    void roomsOfABusyMachineDoNotCount() {
        FidelityStudy study =
                new FidelityStudy(List.of(room(1, 400, 900, true), room(2, 400, 400, false)));

        assertThat(study.counted()).isEqualTo(1);
        assertThat(study.worst().number()).isEqualTo(2);
        assertThat(study.agrees()).isTrue();
        assertThat(FidelityStudyText.of(study))
                .startsWith("1 room counts, 1 ran on a machine that was too busy\n")
                .contains("shared from peers: real - simulated = +0.00 points, may be 1 point")
                .endsWith("worst: room 2, +0.00 points\nthe worlds agree\n");
    }

    @Test
    void nothingCountsWhenTheMachineWasAlwaysBusy() {
        FidelityStudy study = new FidelityStudy(List.of(room(1, 400, 400, true)));

        assertThat(study.agrees()).isFalse();
        assertThat(FidelityStudyText.of(study)).contains("nothing to compare");
        assertThat(StudyJson.of(study).get("worst").asInt()).isZero();
    }

    @Test
    void aWorldThatBroughtNobodyAnythingDiffers() {
        Summary some = Summary.of(Rooms.run(List.of(Rooms.tiny(1, 400))));
        Summary none = Summary.of(Rooms.run(List.of(Rooms.empty(1))));
        FidelityStudy.Room silent =
                new FidelityStudy.Room(1, List.of(), new Fidelity(some, none), false);
        FidelityStudy study = new FidelityStudy(List.of(silent, room(2, 400, 400, false)));

        assertThat(study.silent()).isEqualTo(1);
        assertThat(study.worst().number()).isEqualTo(2);
        assertThat(study.agrees()).isFalse();
        assertThat(FidelityStudyText.of(study))
                .contains("1 room in which a world brought nobody any media\n");
        assertThat(FidelityStudyText.of(silent, 2)).doesNotContain("NaN");
    }

    @Test
    void aRoomIsALine() {
        assertThat(FidelityStudyText.of(room(3, 400, 404, true), 9))
                .startsWith("room 3 of 9: shared 45.00 % simulated, 45.20 % real, +0.20 points;")
                .endsWith("; machine too busy, does not count\n");
    }

    @Test
    void jsonHasEveryRoomAndTheMeans() {
        JsonNode json =
                StudyJson.of(
                        new FidelityStudy(
                                List.of(room(1, 400, 404, false), room(2, 400, 380, false))));

        assertThat(json.get("rooms")).hasSize(2);
        assertThat(json.at("/rooms/0/set/0").asText()).isEqualTo("a=1");
        assertThat(json.at("/difference/sharingRatio/mean").asDouble())
                .isCloseTo(-0.004, within(1e-12));
        assertThat(json.at("/difference/sharingRatio/low").isNumber()).isTrue();
        assertThat(json.get("worst").asInt()).isEqualTo(2);
    }
}
