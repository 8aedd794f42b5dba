package dev.tributary.reports.directory;

import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.measure.ViewerRow;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.page.HtmlReport;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Summary;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes and reads the files of a run directory. */
final class RunFiles {
    private static final String SCENARIO = "scenario.yaml";

    /** Every file that a run directory may hold. */
    static final Set<String> NAMES =
            Set.of(
                    Manifest.FILE,
                    "summary.json",
                    SCENARIO,
                    ReplicationJson.FILE,
                    SeriesTable.FILE,
                    ViewerTable.FILE,
                    CheckpointTable.FILE,
                    "report.html");

    private static final long JSON_BYTES_MAX = 64L << 20;
    private static final long CSV_BYTES_MAX = 1L << 30;

    private RunFiles() {}

    /** Writes content to a file. */
    private interface Content {
        void to(Writer out) throws IOException;
    }

    /** Reads a table for the replications with these seeds; complaints name the file. */
    private interface Table<T> {
        List<List<T>> from(Reader in, String file, List<Long> seeds) throws IOException;
    }

    static void write(Path directory, Run run) throws IOException {
        List<Measurement> all = run.replications();
        Map<String, String> hashes = new TreeMap<>();
        put(directory, SCENARIO, hashes, out -> out.write(run.scenarioText()));
        put(directory, ViewerTable.FILE, hashes, out -> ViewerTable.write(out, all));
        put(directory, SeriesTable.FILE, hashes, out -> SeriesTable.write(out, all));
        put(directory, CheckpointTable.FILE, hashes, out -> CheckpointTable.write(out, all));
        String replications = Nodes.text(ReplicationJson.write(all));
        put(directory, ReplicationJson.FILE, hashes, out -> out.write(replications));
        String manifest = Nodes.text(Manifest.write(run, hashes));
        String summary = Nodes.text(ReportJson.of(Summary.of(run)));
        Files.writeString(directory.resolve("report.html"), HtmlReport.of(run));
        Files.writeString(directory.resolve("summary.json"), summary);
        Files.writeString(directory.resolve(Manifest.FILE), manifest);
    }

    private static void put(
            Path directory, String name, Map<String, String> hashes, Content content)
            throws IOException {
        Manifest.Digest digest = Manifest.sha256();
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new DigestOutputStream(
                                        Files.newOutputStream(directory.resolve(name)),
                                        digest.digest()),
                                StandardCharsets.UTF_8))) {
            content.to(out);
        }
        hashes.put(name, digest.end());
    }

    static Run read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ReportException("there is no directory " + directory);
        }
        Field manifest = checkFormat(directory);
        List<Long> seeds = manifest.at("seeds").list().stream().map(Field::whole).toList();
        List<Field> costs = manifest.at("clock").at("costs").list();
        Field hashes = manifest.at("sha256");
        checkHash(directory, SCENARIO, JSON_BYTES_MAX, hashes);
        checkHash(directory, ReplicationJson.FILE, JSON_BYTES_MAX, hashes);
        List<Field> parts = json(directory, ReplicationJson.FILE).at("replications").list();
        if (seeds.isEmpty() || parts.size() != seeds.size() || costs.size() != seeds.size()) {
            throw new ReportException(
                    manifest.path()
                            + " seeds, costs and replications must be as many, one or more");
        }
        List<List<ViewerRow>> viewers =
                table(directory, ViewerTable.FILE, hashes, seeds, ViewerTable::read);
        List<List<SeriesPoint>> series =
                table(directory, SeriesTable.FILE, hashes, seeds, SeriesTable::read);
        List<List<Checkpoint>> checkpoints = checkpoints(directory, hashes, seeds);
        List<Measurement> all = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i++) {
            Field part = parts.get(i);
            part.check(part.at("seed").whole() == seeds.get(i), "of seed " + seeds.get(i));
            all.add(
                    ReplicationJson.read(
                            part, viewers.get(i), series.get(i), checkpoints.get(i), costs.get(i)));
        }
        return Manifest.read(manifest, all);
    }

    /** A directory from before there were checkpoints has none; that is no mistake in it. */
    private static List<List<Checkpoint>> checkpoints(
            Path directory, Field hashes, List<Long> seeds) {
        return hashes.node().has(CheckpointTable.FILE)
                ? table(directory, CheckpointTable.FILE, hashes, seeds, CheckpointTable::read)
                : Collections.nCopies(seeds.size(), List.of());
    }

    /** Returns the manifest of a directory that is a run of this format. */
    static Field checkFormat(Path directory) {
        Field manifest = json(directory, Manifest.FILE);
        Field format = manifest.at("format");
        format.check(format.text().equals(Manifest.FORMAT), Manifest.FORMAT);
        return manifest;
    }

    private static Field json(Path directory, String name) {
        Path file = directory.resolve(name);
        checkSize(file, JSON_BYTES_MAX);
        try {
            return new JsonFile(file).read();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static <T> List<List<T>> table(
            Path directory, String name, Field hashes, List<Long> seeds, Table<T> table) {
        checkHash(directory, name, CSV_BYTES_MAX, hashes);
        Path file = directory.resolve(name);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return table.from(in, file.toString(), seeds);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void checkHash(Path directory, String name, long bytesMax, Field hashes) {
        Path file = directory.resolve(name);
        checkSize(file, bytesMax);
        Manifest.Digest digest = Manifest.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.digest().update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (!digest.end().equals(hashes.at(name).text())) {
            throw new ReportException(
                    file + " is not what " + Manifest.FILE + " says: changed or cut short");
        }
    }

    private static void checkSize(Path file, long bytesMax) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ReportException("there is no file " + file);
            }
            long bytes = Files.size(file);
            if (bytes > bytesMax) {
                throw new ReportException(
                        file + " has " + bytes + " bytes; at most " + bytesMax + " are read");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ReportException unreadable(Path file, IOException e) {
        if (e instanceof CharacterCodingException) {
            return new ReportException(file + " is not UTF-8 text", e);
        }
        return new ReportException("cannot read " + file + ": " + Target.reason(e), e);
    }
}
