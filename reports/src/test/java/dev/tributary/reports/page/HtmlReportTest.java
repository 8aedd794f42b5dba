package dev.tributary.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Messages;
import dev.tributary.reports.run.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
    private static final String EVIL = "<script>alert('1')</script>\"&\u001b[2J";

    @Test
    void escapesEverythingFromInput() {
        Run run =
                Rooms.expecting(
                        Rooms.named(Rooms.run(List.of(Rooms.tiny(1, 800))), EVIL, EVIL, EVIL),
                        new Expected(EVIL, 0, 1));
        String page = HtmlReport.of(run);
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("\u001b")
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;");
    }

    @Test
    void needsNothingFromOutside() {
        String page =
                HtmlReport.of(Rooms.evening(2, 50, 0.7))
                        .replace("http://www.w3.org/2000/svg", "")
                        .replace("http://www.w3.org/1999/xlink", "")
                        .replace("http://www.jfree.org/jfreesvg/svg", "");
        assertThat(page)
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("src=")
                .doesNotContain("@import")
                .contains("default-src 'none'");
    }

    @Test
    void isTheSameEveryTime() {
        Run run = Rooms.evening(3, 100, 0.7);
        assertThat(HtmlReport.of(run)).isEqualTo(HtmlReport.of(run));
    }

    @Test
    void hasEveryChartAndTable() {
        String page = HtmlReport.of(Rooms.evening(4, 400, 0.77));
        assertThat(page.split("<svg ", -1)).hasSize(9);
        assertThat(page)
                .contains("NAT kind", "Access", "Device", "IPv6", "ISP", "Zone")
                .contains("Expectations", "How to reproduce", "git checkout 5ed51718c2d0")
                .contains("1.9 M events/s", "Passed: 3 of 3 expectations met")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void saysHowCoarseTheMessagesWereAndWhenThatMisleads() {
        Run run = Rooms.evening(1, 50, 0.7);
        assertThat(HtmlReport.of(run))
                .contains("simulated in slices ·")
                .doesNotContain("isleading:");
        assertThat(HtmlReport.of(Rooms.in(run, new Messages("frame", ""))))
                .contains("simulated in frames ·")
                .doesNotContain("isleading:");
        assertThat(HtmlReport.of(Rooms.in(run, new Messages("slice", "<chains>"))))
                .contains("simulated in slices (forced) ·", ">Misleading: with messages so coarse")
                .contains("&lt;chains&gt;; leave protocol.granularity out");
    }

    @Test
    void sessionsTooFewForAHistogramAreListed() {
        String few = HtmlReport.of(Rooms.run(List.of(Rooms.tiny(1, 800))));
        assertThat(few)
                .contains(
                        "<p class=\"values\">50.00 %, 80.00 %</p>",
                        "<p class=\"values\">0.50 s, 1.50 s</p>")
                .contains("2 sessions, too few for a histogram. Unweighted")
                .contains("2 sessions, too few for a histogram. From joining")
                .contains("Few sessions (2), each of which keeps its latency");
        assertThat(few.split("<svg ", -1)).hasSize(7);
        assertThat(HtmlReport.of(Rooms.evening(1, 400, 0.77)))
                .doesNotContain("too few", "Few sessions", "values\">");
    }

    @Test
    void saysThatAStepMayLieAboveTheBoundOfTheWhole() {
        String words = "a single step may lie above it";
        assertThat(HtmlReport.of(Rooms.evening(1, 50, 0.7))).contains(words);
        assertThat(HtmlReport.of(Rooms.run(List.of(Rooms.empty(1))))).doesNotContain(words);
    }

    @Test
    void anEmptyRoomStillHasAReport() {
        String page = HtmlReport.of(Rooms.run(List.of(Rooms.empty(1))));
        assertThat(page).contains("Nothing was expected").doesNotContain("NaN");
        assertThat(page).doesNotContain("<svg ");
    }
}
