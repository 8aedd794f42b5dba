package dev.tributary.scenarios.format;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.Expectation;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.RunSpec;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.SessionModel.Exponential;
import dev.tributary.scenarios.SessionModel.Forever;
import dev.tributary.scenarios.SessionModel.Lognormal;
import dev.tributary.scenarios.SessionModel.Mixture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

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
        out.put("system", key(ProtocolSection.SYSTEMS, scenario.room().strategy()));
        stream(out.map("stream"), scenario);
        audience(out.map("audience"), scenario.audience());
        NetworkText.write(out.map("network"), scenario.network());
        protocol(out.map("protocol"), scenario.room());
        YamlWriter cdn = out.map("cdn");
        cdn.put("rtt", Quantity.MILLIS, scenario.cdn().rttMillis());
        cdn.put("perViewer", rate(scenario.cdn().viewerMbps()));
        cdn.put("publishDelay", Quantity.MILLIS, scenario.cdn().publishMillis());
        run(out.map("run"), scenario.run());
        if (!scenario.events().isEmpty()) {
            YamlWriter events = out.map("events");
            scenario.events().forEach(event -> event(events.item(), event));
        }
        if (!scenario.expectations().isEmpty()) {
            YamlWriter expect = out.map("expect");
            scenario.expectations().forEach(expected -> expect.item(line(expected)));
        }
        return out.toString();
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

    private static void stream(YamlWriter out, Scenario scenario) {
        out.put("bitrate", Quantity.KBPS, scenario.media().bitrateKbps());
        out.put("frameRate", Quantity.FPS, scenario.media().framesPerSecond());
        out.put("keyframeEvery", Quantity.SECONDS, scenario.media().keyframeSeconds());
        out.put("keyframeWeight", Quantity.NUMBER, scenario.media().keyframeWeight());
        out.put("variation", Quantity.SHARE, scenario.media().variation());
    }

    private static void audience(YamlWriter out, AudienceSpec audience) {
        out.put("viewers", String.valueOf(audience.viewers()));
        out.put("ramp", Quantity.SECONDS, audience.rampSeconds());
        sessions(out, audience.sessions());
        out.put("arrivals", key(AudienceSection.ARRIVALS, audience.arrivals()));
        YamlWriter devices = out.map("devices");
        devices.put("pc", Quantity.SHARE, audience.devices().pc());
        devices.put("tv", Quantity.SHARE, audience.devices().tv());
        devices.put("mobile", Quantity.SHARE, audience.devices().mobile());
        devices.put(
                "cellular",
                Quantity.SHARE.print(audience.devices().cellularOfMobile()) + " of mobile");
        devices.put("wifi", Quantity.SHARE.print(audience.devices().wifiOfFixed()) + " of fixed");
    }

    private static void sessions(YamlWriter out, SessionModel sessions) {
        if (sessions instanceof Forever) {
            out.put("sessions", "forever");
        } else if (sessions instanceof Exponential model) {
            out.map("sessions").put("exponential", Quantity.SECONDS, model.meanSeconds());
        } else if (sessions instanceof Lognormal model) {
            YamlWriter inner = out.map("sessions").map("lognormal");
            inner.put("mu", Quantity.NUMBER, model.mu());
            inner.put("sigma", Quantity.NUMBER, model.sigma());
        } else if (sessions instanceof Mixture model) {
            YamlWriter inner = out.map("sessions").map("mixture");
            inner.put("zappers", Quantity.SHARE, model.zapperShare());
            inner.put("zapperMean", Quantity.SECONDS, model.zapperMeanSeconds());
            inner.put("mu", Quantity.NUMBER, model.mu());
            inner.put("sigma", Quantity.NUMBER, model.sigma());
        }
    }

    private static void protocol(YamlWriter out, RoomSettings room) {
        out.put("subStreams", String.valueOf(room.swarm().subStreams()));
        out.put("buffer", Quantity.MILLIS, room.playout().bufferMillis());
        out.put("emergencyWindow", Quantity.MILLIS, room.playout().emergencyWindowMillis());
        out.put("start", Quantity.MILLIS, room.playout().startMillis());
        out.put("backups", String.valueOf(room.swarm().backups()));
        out.put("relayDepth", String.valueOf(room.swarm().relayDepthMax()));
        out.put("baseStream", Quantity.PERCENT, room.swarm().baseStreamMaxPercent());
        out.put("assignment", key(ProtocolSection.ASSIGNMENT, room.swarm().roundRobin()));
        out.put("gapGrace", Quantity.MILLIS, room.swarm().gapGraceMillis());
        out.put("silentAfter", Quantity.MILLIS, room.swarm().silentMillis());
        out.put("trickleIce", String.valueOf(room.trickleIce()));
        out.put("ipv6", String.valueOf(room.ipv6()));
        out.put("fanOut", String.valueOf(room.upload().fanOutMax()));
        out.put("uploadBudget", Quantity.PERCENT, room.upload().budgetPercent());
        int cap = room.upload().uploadPerDownloadPercent();
        out.put("uploadPerDownload", cap == 0 ? "off" : Quantity.PERCENT.print(cap));
        int chunks = room.upload().frameChunks();
        out.put(
                "granularity",
                ProtocolSection.GRANULARITY.containsValue(chunks)
                        ? key(ProtocolSection.GRANULARITY, chunks)
                        : String.valueOf(chunks));
    }

    private static void run(YamlWriter out, RunSpec run) {
        out.put("warmUp", Quantity.SECONDS, run.warmUpSeconds());
        out.put("duration", Quantity.SECONDS, run.durationSeconds());
        out.put("replications", String.valueOf(run.replications()));
        out.put("seed", String.valueOf(run.seed()));
        out.put("throughCodec", String.valueOf(run.throughCodec()));
        out.put("step", Quantity.SECONDS, run.stepSeconds());
    }

    private static void event(YamlWriter out, PlannedEvent event) {
        out.put("at", Quantity.SECONDS, event.atSeconds());
        out.put("do", key(EventSection.KINDS, event.kind()));
        switch (event.kind()) {
            case MASS_LEAVE -> {
                out.put("share", Quantity.SHARE, event.amount());
                out.put("over", Quantity.SECONDS, event.overSeconds());
            }
            case FLASH_CROWD -> {
                out.put("viewers", Quantity.NUMBER, event.amount());
                out.put("over", Quantity.SECONDS, event.overSeconds());
            }
            case CDN_OUTAGE -> out.put("for", Quantity.SECONDS, event.overSeconds());
            case CUT_P2P, RESTORE_P2P -> {}
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

    static String rate(double mbps) {
        return mbps == 0 ? "unlimited" : Quantity.MBPS.print(mbps);
    }

    /** Returns the word that stands for a value. */
    static <T> String key(Map<String, T> words, T value) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
