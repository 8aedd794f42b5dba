package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Expectation;
import dev.tributary.scenarios.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The resolved form of a scenario: every key with its unit, in a fixed order, nothing left to
 * defaults or presets. Read again, it gives an equal scenario; equal scenarios give equal bytes.
 */
public final class ScenarioText {
    private ScenarioText() {}

    /** Returns the resolved scenario as a scenario file. */
    public static String resolvedYaml(Scenario scenario) {
        YamlWriter out = new YamlWriter();
        out.text("name", scenario.name());
        out.text("about", scenario.about());
        ProtocolSection.SYSTEMS.write(out, "system", scenario.room().system().profile());
        Sections.STREAM.write(out, "stream", scenario.media());
        Sections.AUDIENCE.write(out, "audience", scenario.audience());
        Sections.NETWORK.write(out, "network", scenario.network());
        YamlWriter protocol = out.map("protocol");
        ProtocolSection.write(protocol, scenario.room());
        ProtocolSection.GRANULARITY.write(
                protocol, scenario.autoGranularity() ? GranularityForm.AUTO : chunks(scenario));
        ProtocolSection.SYMMETRIC_SEEDS.write(protocol, scenario.symmetricSeeds());
        Sections.CDN.write(out, "cdn", scenario.cdn());
        Sections.HOST.write(out, "host", scenario.host());
        Sections.RUN.write(out, "run", scenario.run());
        if (!scenario.events().isEmpty()) {
            YamlWriter events = out.map("events");
            scenario.events().forEach(event -> EventSection.write(events.item(), event));
        }
        if (!scenario.expectations().isEmpty()) {
            YamlWriter expect = out.map("expect");
            scenario.expectations().forEach(expected -> expect.item(line(expected)));
        }
        return out.toString();
    }

    private static int chunks(Scenario scenario) {
        return scenario.room().upload().frameChunks();
    }

    /** Returns how coarse the messages of a scenario are, as in {@code protocol.granularity}. */
    public static String granularity(Scenario scenario) {
        return GranularityForm.text(chunks(scenario));
    }

    /** Returns the SHA-256 of the resolved form in UTF-8, as 64 hexadecimal digits. */
    public static String sha256(Scenario scenario) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = resolvedYaml(scenario).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String line(Expectation expected) {
        String low = String.valueOf(expected.low());
        String high = String.valueOf(expected.high());
        if (expected.low() == Double.NEGATIVE_INFINITY) {
            return expected.metric() + " <= " + high;
        }
        return expected.high() == Double.POSITIVE_INFINITY
                ? expected.metric() + " >= " + low
                : expected.metric() + " in " + low + ".." + high;
    }
}
