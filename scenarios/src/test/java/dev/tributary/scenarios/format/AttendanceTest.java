package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.ScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is there before the run ends, which here is after 30 s. */
final class AttendanceTest {
    private static final String HEAD =
            "name: x\nabout: Test.\nsystem: douyu\nrun: {warmUp: 10 s, duration: 20 s}\n";

    private static Scenario scenario(String audience, String events) throws ScenarioException {
        String text = HEAD + "audience: {" + audience + "}\nevents: [" + events + "]\n";
        return ScenarioReader.parse(text, "f.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{at: 0 s, viewers: 10}, {at: 30 s, viewers: 40}, {at: 31 s, viewers: 900} | 40",
                "{at: 0 s, viewers: 10}, {at: 60 s, viewers: 110} | 60",
                "{at: 0 s, viewers: 10}, {at: 9 s, viewers: 80.4}, {at: 12 s, viewers: 2} | 80",
                "{at: 40 s, viewers: 7}, {at: 50 s, viewers: 900} | 7",
                "{at: 0 s, viewers: 0}, {at: 31 s, viewers: 1e7}, {at: 40 s, viewers: 0},"
                        + " {at: 50 s, viewers: 1e7}, {at: 60 s, viewers: 0} | 9677419"
            })
    void aCurveOfViewersCountsUntilTheEnd(String points, long most) throws ScenarioException {
        assertThat(scenario("arrivals: {curve: [" + points + "]}", "").viewersMax())
                .isEqualTo(most);
    }

    @Test
    void aCurveOfArrivalsCountsUntilTheEnd() throws ScenarioException {
        String curve =
                "{at: 0 s, perSecond: 2}, {at: 30 s, perSecond: 2}, {at: 31 s, perSecond: 9}";
        assertThat(
                        scenario("viewers: 5, ramp: 5 s, arrivals: {curve: [" + curve + "]}", "")
                                .viewersMax())
                .isEqualTo(65);
    }

    /** Nobody is first, so that it does not matter how long the first ones take. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "viewers: 0",
                "viewers: 0, arrivals: replace",
                "viewers: 0, sessions: forever",
                "arrivals: {curve: [{at: 0 s, viewers: 0}]}",
                "viewers: 0, arrivals: {curve: [{at: 0 s, perSecond: 0}]}"
            })
    void aRoomMayFillByACrowdAlone(String audience) throws ScenarioException {
        Scenario filled = scenario(audience, "{at: 5 s, do: flash-crowd, viewers: 30}");
        assertThat(filled.audience().viewers()).isZero();
        assertThat(filled.viewersMax()).isEqualTo(30);
    }

    /** One comes every second from 25 s on, but for those of 30 s and later. */
    @Test
    void aCrowdCountsUntilTheEnd() throws ScenarioException {
        String crowd = "{at: 25 s, do: flash-crowd, viewers: 100, over: 100 s}";
        String ramp = "viewers: 10, ramp: 0 s";
        assertThat(scenario(ramp, crowd).viewersMax()).isEqualTo(15);
        assertThat(scenario(ramp, crowd.replace("100 s", "5 s")).viewersMax()).isEqualTo(110);
        assertThat(scenario(ramp, crowd.replace("100 s", "0 s")).viewersMax()).isEqualTo(110);
    }
}
