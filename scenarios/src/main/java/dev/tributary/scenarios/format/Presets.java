package dev.tributary.scenarios.format;

import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.source.Node.Entry;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Networks and audiences by name. The networks stand in {@code networks.yaml}. */
public final class Presets {
    private static final String FILE = "networks.yaml";

    // theory.md 2.7: game_live [A]: half zappers of 30 s, half lognormal of median 900 s, sigma
    // 1.2; veloso-2002: Veloso et al. 2002 [M].
    private static final Map<String, SessionModel> SESSIONS =
            new TreeMap<>(
                    Map.of(
                            "game-live", new SessionModel.Mixture(.5, 30, 6.8024, 1.2),
                            "veloso-2002", new SessionModel.Lognormal(5.23553, 1.54432),
                            "forever", new SessionModel.Forever()));

    private Presets() {}

    /** The file, read on first use. */
    private static final class Source {
        static final Mapping TREE = tree();
    }

    /** The networks, which need the names first. */
    private static final class Networks {
        static final Map<String, NetworkSpec> ALL = read();
    }

    /** Returns the names of the networks, each standing for itself. */
    static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        Source.TREE.entries().keySet().forEach(name -> names.put(name, name));
        return names;
    }

    /** Returns the networks by name, in alphabetical order. */
    public static Map<String, NetworkSpec> networks() {
        return new TreeMap<>(Networks.ALL);
    }

    /** Returns the distributions of session lengths by name, in alphabetical order. */
    public static Map<String, SessionModel> sessions() {
        return new TreeMap<>(SESSIONS);
    }

    private static Map<String, NetworkSpec> read() {
        Map<String, NetworkSpec> networks = new TreeMap<>();
        Problems problems = new Problems();
        NetworkSpec usual = Sections.NETWORK.none();
        for (Map.Entry<String, Entry> entry : Source.TREE.entries().entrySet()) {
            String name = entry.getKey();
            Mapping differs = (Mapping) entry.getValue().value();
            Fields fields = new Fields("network", differs, problems);
            NetworkSpec base = Sections.NETWORK.with(usual, "preset", name);
            networks.put(name, Sections.NETWORK.read(fields, base));
        }
        try {
            problems.throwIfAny();
            return networks;
        } catch (ScenarioException broken) {
            throw new IllegalStateException(broken.getMessage(), broken);
        }
    }

    private static Mapping tree() {
        try {
            return (Mapping) YamlTree.parse(text(), new Place(FILE, 1, 1));
        } catch (ScenarioException broken) {
            throw new IllegalStateException(broken.getMessage(), broken);
        }
    }

    private static String text() {
        try (InputStream in = Presets.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
