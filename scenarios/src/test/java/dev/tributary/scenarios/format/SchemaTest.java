package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published schema and the reader say the same. */
final class SchemaTest {
    private static final String DOUYU = "system: douyu\n";
    private static final String HEAD = "name: x\nabout: Test.\n" + DOUYU;

    /** The sessions that are usual, key by key. */
    private static final String USUAL_MIXTURE =
            "audience: {sessions: {mixture: {mu: 6.8024, sigma: 1.2}}}\n";

    private final JsonNode schema;
    private final Map<String, JsonNode> keys = new TreeMap<>();

    SchemaTest() throws IOException {
        schema = new ObjectMapper().readTree(SchemaCheck.text());
        collect("", schema);
    }

    @Test
    void everyKeyOfTheSchemaIsReadAndViceVersa() throws ScenarioException {
        Set<String> asked = new TreeSet<>();
        for (String text : everything()) {
            Problems problems = new Problems();
            Mapping tree = (Mapping) YamlTree.parse(text, new Place("all", 1, 1));
            assertThat(ScenarioBinder.bind(tree, problems)).as(text).isPresent();
            asked.addAll(problems.asked());
        }
        assertThat(asked).containsExactlyElementsOf(keys.keySet());
    }

    @Test
    void everyDefaultOfTheSchemaIsTheDefaultOfTheReader() throws ScenarioException {
        int checked = 0;
        for (Map.Entry<String, JsonNode> key : keys.entrySet()) {
            JsonNode value = key.getValue().get("default");
            if (value != null) {
                String around = around(key.getKey());
                String head = around.startsWith("system") ? HEAD.replace(DOUYU, "") : HEAD;
                String text = head + around;
                Scenario plain = ScenarioReader.parse(text, "plain");
                Mapping tree = (Mapping) YamlTree.parse(text, new Place("plain", 1, 1));
                Place place = new Place("default of " + key.getKey(), 0, 0);
                Node node = YamlTree.parse(value.toString(), place);
                Problems problems = new Problems();
                String path = key.getKey().replace("[]", ".0");
                Mapping set = Assignment.set(tree, path, node, place);
                assertThat(ScenarioBinder.bind(set, problems)).as(key.getKey()).contains(plain);
                assertThat(SchemaCheck.errors(set)).as(key.getKey()).isEmpty();
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(50);
    }

    /** Returns what must be there for a default to be that of the reader. */
    private static String around(String key) {
        for (SystemProfile system : Systems.all().list()) {
            boolean reads =
                    system.knobs().stream()
                            .anyMatch(knob -> key.equals("protocol." + knob.spec().key()));
            if (reads) {
                return "system: " + system.name() + "\n";
            }
        }
        String crowd = "events: [{at: 1 s, do: flash-crowd, viewers: 5, crowd: {";
        if (key.startsWith("audience.sessions.mixture.")) {
            return USUAL_MIXTURE;
        } else if (key.contains("isps[]")) {
            return "network: {isps: [{share: 100 %}]}\n";
        } else if (key.contains("crowd.devices.")) {
            return crowd + "devices: {}}}]\n";
        } else if (key.contains("crowd.sessions.")) {
            return crowd + "sessions: {mixture: {mu: 1, sigma: 1}}}}]\n";
        }
        return key.contains("[]") ? crowd + "}}]\n" : "";
    }

    @Test
    void everyKeyHasADescription() {
        keys.forEach((key, node) -> assertThat(node.hasNonNull("description")).as(key).isTrue());
    }

    @Test
    void theSchemaTakesEveryFileOfTheLibrary() throws IOException, ScenarioException {
        for (Library.Item item : Library.list(LibraryTest.LIBRARY)) {
            String text = Files.readString(item.file());
            assertThat(SchemaCheck.errors(text)).as(item.scenario().name()).isEmpty();
        }
    }

    @Test
    void theSchemaTakesEveryAlternativeOfTheReader() throws ScenarioException {
        for (String text : everything()) {
            assertThat(SchemaCheck.errors(text)).as(text).isEmpty();
        }
    }

    @Test
    void theSchemaKnowsExactlyTheMetricsOfTheReader() {
        String pattern = keys.get("expect").at("/items/pattern").asText();
        for (String metric : ExpectationSection.metrics()) {
            assertThat(metric + " <= 1").matches(pattern);
        }
        assertThat("foo <= 1").doesNotMatch(pattern);
        assertThat("offload.p95 <= 1").doesNotMatch(pattern);
    }

    /** Texts that together use every alternative of the format. */
    private static List<String> everything() {
        String event = "events:\n";
        int second = 0;
        for (String rest :
                List.of(
                        "do: mass-leave, share: 5 %, over: 1 s",
                        "do: flash-crowd, viewers: 5",
                        "do: flash-crowd, viewers: 5, crowd: {sessions: {exponential: 5 s}}",
                        "do: flash-crowd, viewers: 5, crowd: {sessions: {lognormal: {mu: 1,"
                                + " sigma: 1}}}",
                        "do: flash-crowd, viewers: 5, crowd: {sessions: {mixture: {median: 1 s,"
                                + " sigma: 1}}, devices: {pc: 70 %}, isps: [5 %, 90 %, 5 %], nat:"
                                + " {OPEN: 100 %}, cellularNat: {OPEN: 100 %}, ipv6: 5 %}",
                        "do: cdn-outage, for: 5 s",
                        "do: publisher-stops",
                        "do: publisher-returns, clock: zero")) {
            event += "  - {at: " + ++second + " s, " + rest + "}\n";
        }
        return List.of(
                HEAD + event + "network: {access: [{down: unlimited, up: 1 Mbps, share: 100 %}]}",
                HEAD + "audience: {sessions: {lognormal: {median: 5 min, sigma: 1}}}",
                HEAD + "audience: {sessions: {exponential: 5 min}}",
                HEAD
                        + "audience: {arrivals: {curve: [{at: 1 s, viewers: 5.5},"
                        + " {at: 2 s, viewers: 0}]}}",
                HEAD
                        + "network: {isps: [40 %, {share: 60 %, nat: {SYM: 100 %}, cellularNat:"
                        + " {SYM: 100 %}, ipv6: 90 %, access: [{down: 5 Mbps, up: 1 Mbps,"
                        + " share: 100 %}]}]}",
                HEAD + "audience: {viewers: 0, arrivals: {curve: [{at: 1 s, perSecond: 5}]}}",
                HEAD + "audience: {sessions: {mixture: {mu: 5, sigma: 1}}}",
                HEAD.replace(DOUYU, "system: bilibili\n"),
                HEAD.replace(DOUYU, "system: youku\n"),
                HEAD.replace(DOUYU, "system: novage-v2\n"),
                HEAD
                        + "network: {rtt: {sameIsp: {mu: 2, sigma: 1}, crossIsp: {mu: 2, sigma: 1},"
                        + " crossZone: {median: 30 ms, sigma: 1}}}");
    }

    private void collect(String path, JsonNode node) {
        JsonNode at = resolve(node);
        at.path("anyOf").forEach(choice -> collect(path, choice));
        if (at.path("items").isObject()) {
            collect(path + "[]", at.get("items"));
        }
        List<String> names = new ArrayList<>();
        for (Iterator<String> it = at.path("properties").fieldNames(); it.hasNext(); ) {
            names.add(it.next());
        }
        for (String name : names) {
            String key = path.isEmpty() ? name : path + "." + name;
            keys.put(key, at.get("properties").get(name));
            collect(key, at.get("properties").get(name));
        }
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
    }
}
