package dev.tributary.reports.directory;

import dev.tributary.measure.TraceEvent;
import dev.tributary.reports.directory.Table.Column;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A window of a trace as a CSV file, to be carried to another machine.
 *
 * @param scenario first 16 hexadecimal digits of the SHA-256 of the scenario without its seeds
 * @param seed of the replication
 * @param events consecutive, at least one
 */
public record TraceDump(String scenario, long seed, List<TraceEvent> events) {
    /** Most events that are read. */
    public static final int EVENTS_MAX = 1 << 20;

    private static final int DIGITS = 16;
    private static final Table<Line> TABLE = new Table<>();
    private static final Column<?, String> SCENARIO = TABLE.word("scenario", Line::scenario);
    private static final Column<?, Long> SEED = TABLE.whole("seed", Line::seed);
    private static final Column<?, Long> NUMBER = TABLE.count("event", l -> l.event.number());
    private static final Column<?, Long> NANOS = TABLE.count("nanos", l -> l.event.nanos());
    private static final Column<?, String> NODE = TABLE.word("node", l -> l.event.node());
    private static final Column<?, String> KIND = TABLE.word("kind", l -> l.event.kind());
    private static final Column<?, Long> CONTENT = TABLE.hash("content", l -> l.event.content());
    private static final Column<?, Long> HASH = TABLE.hash("hash", l -> l.event.hash());

    /** One line of a dump. */
    private record Line(String scenario, long seed, TraceEvent event) {}

    /** Copies the events. */
    public TraceDump {
        events = List.copyOf(events);
    }

    /** Makes a dump of events of one seed of a run. */
    public static TraceDump of(Run run, long seed, List<TraceEvent> events) {
        String hash = Manifest.sha256().text(run.scenarioWithoutSeeds()).substring(0, DIGITS);
        return new TraceDump(hash, seed, events);
    }

    /**
     * Refuses a target that cannot be a dump: a directory, a file that is no dump, or one in a
     * directory that is not there.
     *
     * @throws ReportException in words for the user
     */
    public static void check(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new ReportException("cannot write " + file + ": there is no directory " + parent);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                read(file);
            } catch (ReportException e) {
                throw new ReportException(file + " is there and no dump; choose a new name", e);
            }
        }
    }

    /**
     * Writes a dump, beside its target first.
     *
     * @throws ReportException when it cannot be written
     */
    public void write(Path file) {
        Path target = file.toAbsolutePath();
        Path draft = new Target(target).neighbour("writing");
        try {
            try {
                writeRows(draft);
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ReportException("cannot write " + file + ": " + Target.reason(e), e);
        }
    }

    private void writeRows(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            TABLE.writeHeader(out);
            for (TraceEvent event : events) {
                TABLE.write(out, new Line(scenario, seed, event));
            }
        }
    }

    /**
     * Reads a dump.
     *
     * @throws ReportException naming the file and the line and what is wrong with it
     */
    public static TraceDump read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ReportException("there is no file " + file);
        }
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return read(new Csv(in, file.toString(), TABLE));
        } catch (CharacterCodingException e) {
            throw new ReportException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new ReportException("cannot read " + file + ": " + Target.reason(e), e);
        }
    }

    private static TraceDump read(Csv csv) throws IOException {
        List<TraceEvent> events = new ArrayList<>();
        String scenario = "";
        long seed = 0;
        while (csv.advance()) {
            String ofScenario = csv.get(SCENARIO);
            long ofSeed = csv.get(SEED);
            if (events.isEmpty()) {
                scenario = ofScenario;
                seed = ofSeed;
            } else if (!scenario.equals(ofScenario) || seed != ofSeed) {
                throw csv.wrong("a dump is of one scenario and one seed");
            }
            TraceEvent event =
                    new TraceEvent(
                            csv.get(NUMBER),
                            csv.get(NANOS),
                            csv.get(NODE),
                            csv.get(KIND),
                            csv.get(CONTENT),
                            csv.get(HASH));
            long first = events.isEmpty() ? event.number() : events.get(0).number();
            if (first < 1 || event.number() != first + events.size()) {
                throw csv.wrong("event numbers must follow each other, from 1");
            }
            if (events.size() == EVENTS_MAX) {
                throw csv.wrong("at most " + EVENTS_MAX + " events are read");
            }
            events.add(event);
        }
        if (events.isEmpty()) {
            throw csv.wrong("a dump holds at least one event");
        }
        return new TraceDump(scenario, seed, events);
    }
}
