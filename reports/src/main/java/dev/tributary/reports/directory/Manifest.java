package dev.tributary.reports.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Measurement;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Messages;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Summary;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * {@code manifest.json}: what reproduces the run, and the hash of every file that depends on
 * nothing else. Clocks and costs stand apart, under {@code clock}.
 */
final class Manifest {
    static final String FILE = "manifest.json";
    static final String FORMAT = "tributary-run-1";

    private Manifest() {}

    static ObjectNode write(Run run, Map<String, String> hashes) {
        ObjectNode out = Nodes.object();
        out.put("format", FORMAT);
        ObjectNode scenario = out.putObject("scenario");
        scenario.put("name", run.scenario());
        scenario.put("about", run.about());
        scenario.put("sweep", run.sweepLabel());
        scenario.put("world", run.world());
        scenario.putObject("messages")
                .put("size", run.messages().size())
                .put("misleading", run.messages().misleading());
        scenario.put("sha256", sha256().text(run.scenarioText()));
        scenario.put("text", run.scenarioText());
        ArrayNode seeds = out.putArray("seeds");
        run.seeds().forEach(seeds::add);
        out.put("traceHash", Summary.traceHash(run.replications()));
        out.put("commit", run.software().getOrDefault(Run.COMMIT, ""));
        out.put("dirty", Boolean.parseBoolean(run.software().get(Run.DIRTY)));
        ObjectNode software = out.putObject("software");
        run.software().forEach(software::put);
        ArrayNode expectations = out.putArray("expectations");
        for (Expected expected : run.expectations()) {
            ObjectNode node = expectations.addObject().put("metric", expected.metric());
            node.set("low", Nodes.number(expected.low()));
            node.set("high", Nodes.number(expected.high()));
        }
        ObjectNode files = out.putObject("sha256");
        hashes.forEach(files::put);
        out.set("clock", clock(run));
        return out;
    }

    private static ObjectNode clock(Run run) {
        ObjectNode out = Nodes.object();
        out.put("started", run.started().toString());
        out.put("ended", run.ended().toString());
        ArrayNode costs = out.putArray("costs");
        for (Measurement m : run.replications()) {
            Cost cost = m.cost();
            ObjectNode node = costs.addObject();
            node.set("wallSeconds", Nodes.number(cost.wallSeconds()));
            node.set("cpuSeconds", Nodes.number(cost.cpuSeconds()));
            node.put("allocatedBytes", cost.allocatedBytes());
            node.put("viewersMax", cost.viewersMax());
        }
        return out;
    }

    /** Builds the run from its manifest and measurements. */
    static Run read(Field manifest, List<Measurement> replications) {
        Field scenario = manifest.at("scenario");
        Field clock = manifest.at("clock");
        checkScenario(scenario);
        String hash = Summary.traceHash(replications);
        Field trace = manifest.at("traceHash");
        trace.check(trace.text().equals(hash), hash + ", as " + ReplicationJson.FILE + " says");
        return new Run(
                scenario.at("name").text(),
                scenario.at("about").text(),
                scenario.at("sweep").text(),
                scenario.at("world").text(),
                messages(scenario),
                scenario.at("text").text(),
                replications,
                manifest.at("expectations").list().stream().map(Manifest::expected).toList(),
                manifest.at("software").texts(),
                instant(clock.at("started")),
                instant(clock.at("ended")));
    }

    /** A directory from before runs said it says nothing; that is no mistake in it. */
    private static Messages messages(Field scenario) {
        if (!scenario.node().has("messages")) {
            return Messages.UNSAID;
        }
        Field messages = scenario.at("messages");
        return new Messages(messages.at("size").text(), messages.at("misleading").text());
    }

    /** The results are those of the scenario that was run, and of no other. */
    private static void checkScenario(Field scenario) {
        Field text = scenario.at("text");
        if (!sha256().text(text.text()).equals(scenario.at("sha256").text())) {
            throw new ReportException(
                    text.path()
                            + " is not what scenario.sha256 says: changed since it was run; put it"
                            + " back, or run the changed scenario");
        }
    }

    private static Expected expected(Field field) {
        try {
            return new Expected(
                    field.at("metric").text(),
                    field.at("low").number(Double.NEGATIVE_INFINITY),
                    field.at("high").number(Double.POSITIVE_INFINITY));
        } catch (IllegalArgumentException e) {
            throw new ReportException(field.path() + ": " + e.getMessage(), e);
        }
    }

    private static Instant instant(Field field) {
        try {
            return Instant.parse(field.text());
        } catch (DateTimeParseException e) {
            throw new ReportException(field.path() + " must be a time such as " + Instant.EPOCH, e);
        }
    }

    /** Returns a new digest. */
    static Digest sha256() {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** SHA-256 in hexadecimal. */
    record Digest(MessageDigest digest) {
        String text(String text) {
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        }

        String end() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
