package dev.tributary.reports.page;

import java.util.List;

/**
 * What {@code report.mustache} shows, as texts; the template escapes all of them but {@code css}
 * and the pictures, which are ours.
 *
 * @param misleading why the figures are not to be believed; empty when they are
 * @param promises the scenario's expectations
 * @param expected whether there are any
 * @param problems why there are no charts; empty when there are
 * @param pooled how replications were put together, when there are several
 * @param broken how many invariants were broken, when any were
 */
record Page(
        String title,
        String css,
        Verdict badge,
        String about,
        String facts,
        List<String> misleading,
        List<Card> cards,
        boolean expected,
        List<Promise> promises,
        List<String> problems,
        List<String> pooled,
        List<Figure> figures,
        List<Breakdown> breakdowns,
        List<Row> metrics,
        List<String> broken,
        List<String> violations,
        Origin origin) {
    /**
     * A judgement.
     *
     * @param css its class: good, bad or plain
     */
    record Verdict(String css, String text) {}

    /** One key figure. */
    record Card(String name, String value, List<String> notes) {}

    /** One expectation. */
    record Promise(String metric, Verdict result, String measured, String range) {}

    /**
     * One chart.
     *
     * @param svg the picture; empty where values are listed
     * @param values what would be too little for a picture, in a text
     */
    record Figure(String title, String svg, List<String> values, String caption) {
        Figure(String title, String svg, String caption) {
            this(title, svg, List.of(), caption);
        }
    }

    /** One table of groups of viewers. */
    record Breakdown(String title, List<Group> groups) {}

    /** One group of viewers. */
    record Group(
            String name,
            String sessions,
            String share,
            Bar sharing,
            String stallRatio,
            String continuity,
            String stalled,
            Bar upload) {}

    /**
     * A figure with a bar.
     *
     * @param percent length of the bar
     */
    record Bar(String percent, String text) {}

    /** One metric. */
    record Row(String words, String mean, String range, String deviation, String key) {}

    /**
     * How the run came about.
     *
     * @param dirty whether the sources differed from the commit
     */
    record Origin(
            String commands,
            boolean dirty,
            String seeds,
            String scenario,
            String cost,
            String versions,
            String times) {}
}
