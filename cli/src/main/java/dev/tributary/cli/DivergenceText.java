package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.TraceEvent;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Divergence;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code diverge} prints, in words or as JSON.
 *
 * @param out where to
 * @param json whether for machines
 */
record DivergenceText(PrintStream out, boolean json) {
    /** Every replication that both have is the same run. */
    void equal(Run a, Run b) {
        List<Long> seeds = a.seeds().stream().filter(b.seeds()::contains).toList();
        print(Nodes.object().put("equal", true), List.of("equal: every event of seeds " + seeds));
    }

    /** Both sides' events are known. */
    void split(Divergence divergence, Divergence.Split split) {
        ObjectNode node = node(divergence);
        putEvents(node, split);
        print(
                node,
                List.of(
                        where(divergence),
                        "first difference: event " + split.number(),
                        "  A  " + words(split.a()),
                        "  B  " + words(split.b())));
    }

    /** This build makes another run of a side's scenario than the side itself is. */
    void unknown(Divergence divergence, boolean knowsA, boolean knowsB) {
        String side = knowsA ? "B" : knowsB ? "A" : "neither A nor B";
        String is = knowsA || knowsB ? " is not" : " is";
        String window =
                " --seed "
                        + divergence.seed()
                        + " --window "
                        + divergence.from()
                        + ".."
                        + divergence.to();
        print(
                node(divergence),
                List.of(
                        where(divergence),
                        side + is + " what this build makes of the scenario: the event is unknown.",
                        "Write the window with the build and the JVM that made each run:",
                        "  tributary diverge RUN_DIR" + window + " --dump FILE",
                        "then compare the two files: tributary diverge FILE OTHER_FILE"));
    }

    /** Two dumps were compared. */
    void dumps(long seed, Optional<Divergence.Split> split) {
        ObjectNode node = Nodes.object().put("equal", split.isEmpty()).put("seed", seed);
        if (split.isEmpty()) {
            print(node, List.of("equal: every event of seed " + seed + " that both hold"));
            return;
        }
        putEvents(node, split.get());
        print(
                node,
                List.of(
                        "seed " + seed + ", first difference: event " + split.get().number(),
                        "  A  " + words(split.get().a()),
                        "  B  " + words(split.get().b())));
    }

    private void print(ObjectNode node, List<String> lines) {
        if (json) {
            out.print(Nodes.text(node));
        } else {
            lines.forEach(out::println);
        }
    }

    private static String where(Divergence divergence) {
        Checkpoint agreed = divergence.agreed();
        long until = Math.max(divergence.a().nanos(), divergence.b().nanos());
        return "seed "
                + divergence.seed()
                + ": equal up to event "
                + agreed.events()
                + String.format(Locale.ROOT, " (%.3f s)", agreed.nanos() / 1e9)
                + ", different by event "
                + divergence.to()
                + String.format(Locale.ROOT, " (%.3f s)", until / 1e9);
    }

    private static ObjectNode node(Divergence divergence) {
        ObjectNode node = Nodes.object();
        node.put("equal", false).put("seed", divergence.seed());
        return node.put("from", divergence.from()).put("to", divergence.to());
    }

    private static void putEvents(ObjectNode node, Divergence.Split split) {
        node.put("event", split.number());
        split.a().ifPresent(event -> node.set("a", node(event)));
        split.b().ifPresent(event -> node.set("b", node(event)));
    }

    private static ObjectNode node(TraceEvent event) {
        HexFormat hex = HexFormat.of();
        return Nodes.object()
                .put("nanos", event.nanos())
                .put("node", event.node())
                .put("kind", event.kind())
                .put("content", hex.toHexDigits(event.content()))
                .put("hash", hex.toHexDigits(event.hash()));
    }

    private static String words(Optional<TraceEvent> side) {
        if (side.isEmpty()) {
            return "has ended";
        }
        TraceEvent event = side.get();
        HexFormat hex = HexFormat.of();
        return "at "
                + event.nanos()
                + " ns, "
                + event.node()
                + ", "
                + event.kind()
                + ", content "
                + hex.toHexDigits(event.content())
                + ", hash "
                + hex.toHexDigits(event.hash());
    }
}
