package dev.tributary.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One row of the matrix of JVMs in which equal seeds must give equal runs (reliability.md 5.3).
 *
 * @param values one per column of {@link #COLUMNS}
 */
record JvmRow(List<String> values) {
    static final List<String> COLUMNS =
            List.of("jdk", "mode", "collector", "hashCode", "cpus", "locale", "zone", "heap");

    /** Twelve rows that hold every pair of values of two columns; the slow mode in three only. */
    private static final String ROWS =
            """
            17 int Serial   5 8 tr_TR UTC           4g
            17 int G1       2 2 en    UTC           4g
            25 int Parallel 0 1 tr_TR Asia/Shanghai 512m
            17 c1  Serial   2 1 tr_TR UTC           4g
            17 c1  Serial   0 2 tr_TR Asia/Shanghai 4g
            17 c1  G1       2 8 en    Asia/Shanghai 512m
            25 c1  Parallel 5 1 en    Asia/Shanghai 512m
            25 c2  Serial   0 8 en    Asia/Shanghai 512m
            25 c2  G1       5 2 en    Asia/Shanghai 512m
            17 c2  G1       0 1 tr_TR UTC           512m
            17 c2  Parallel 0 8 tr_TR UTC           512m
            25 c2  Parallel 2 2 en    UTC           4g
            """;

    static List<JvmRow> all() {
        return ROWS.lines().map(line -> new JvmRow(List.of(line.split(" +", -1)))).toList();
    }

    private String value(String column) {
        return values.get(COLUMNS.indexOf(column));
    }

    int jdk() {
        return Integer.parseInt(value("jdk"));
    }

    boolean interpreted() {
        return value("mode").equals("int");
    }

    /** Returns the options that make a JVM such a row. */
    List<String> options() {
        List<String> out = new ArrayList<>();
        switch (value("mode")) {
            case "int" -> out.add("-Xint");
            case "c1" -> out.add("-XX:TieredStopAtLevel=1");
            default -> {}
        }
        String[] locale = (value("locale") + "_").split("_", -1);
        Stream.of(
                        "-XX:+Use" + value("collector") + "GC",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=" + value("hashCode"),
                        "-XX:ActiveProcessorCount=" + value("cpus"),
                        "-Duser.language=" + locale[0],
                        "-Duser.country=" + locale[1],
                        "-Duser.timezone=" + value("zone"),
                        "-Xmx" + value("heap"))
                .forEach(out::add);
        return out;
    }
}
