package dev.tributary.sim.world;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small run whose hashes are committed: what happened, and what was measured of it.
 *
 * @param label scenario, variant and seed, without blanks
 * @param scenario what is run
 * @param seed with which random numbers
 */
record Golden(String label, Scenario scenario, long seed) {
    /** 90 s: the first 30 to fill the room, the rest with its scenario's events brought forward. */
    private static final String[] SMALL = {
        "audience.viewers=100", "audience.ramp=10 s", "run.warmUp=30 s", "run.duration=60 s"
    };

    private static final String WHOLE = "protocol.granularity=slice";

    /** Two chunks a frame: as few messages of frames, and through the codec as few real bytes. */
    private static final String SLOW = "stream.bitrate=200 kbps";

    /**
     * Returns all: every scenario of the library, whole slices and frames, and through the codec.
     */
    static List<Golden> all() {
        List<Golden> all = new ArrayList<>(light());
        for (String name : Rooms.names()) {
            if (name.startsWith("lab-")) {
                // As small as they are, and alike but for what each is about.
                all.add(new Golden(name + "/whole/1", Rooms.library(name), 1));
                continue;
            }
            all.add(of(name, "slice", 1, WHOLE));
            all.add(of(name, "codec", 2, SLOW, WHOLE, "run.throughCodec=true"));
            all.add(of(name, "frame", 3, SLOW, "protocol.granularity=frame"));
        }
        return all;
    }

    /** Returns the few that the slow JVMs of the matrix run; the first has every kind of event. */
    static List<Golden> light() {
        String[] room = {
            WHOLE,
            "audience.viewers=120",
            "run.warmUp=30 s",
            "run.duration=90 s",
            "events=[{at: 50 s, do: cdn-outage, for: 3 s},"
                    + "{at: 60 s, do: mass-leave, share: 30 %, over: 1 s},"
                    + "{at: 65 s, do: flash-crowd, viewers: 60, over: 5 s},"
                    + "{at: 80 s, do: cut-p2p}, {at: 100 s, do: restore-p2p}]"
        };
        Scenario everything = Rooms.library("douyu-base-stream", room);
        return List.of(
                new Golden("everything/slice/1", everything, 1),
                new Golden("everything/slice/2", everything, 2));
    }

    private static Golden of(String name, String variant, long seed, String... more) {
        return new Golden(name + "/" + variant + "/" + seed, small(name, more), seed);
    }

    static Scenario small(String name, String... more) {
        return Rooms.library(name, Rooms.join(Rooms.join(SMALL, own(name)), more));
    }

    /** What keeps the point of a scenario in a small room, and makes it no copy of another one. */
    private static String own(String name) {
        return switch (name) {
            case "douyu-cellular" -> "audience.devices.cellular=80 % of mobile";
            case "douyu-flash-crowd" ->
                    "events=[{at: 40 s, do: flash-crowd, viewers: 150, over: 10 s}]";
            case "douyu-kill-p2p" -> "events=[{at: 50 s, do: cut-p2p}]";
            case "douyu-large-room" -> "audience.viewers=200";
            case "evening" ->
                    "audience={arrivals: {curve: [{at: 0 s, viewers: 40}, {at: 30 s, viewers: 40},"
                            + "{at: 60 s, viewers: 120}, {at: 90 s, viewers: 60}]}}";
            case "publisher-gap" ->
                    "events=[{at: 40 s, do: publisher-stops},"
                            + "{at: 47 s, do: publisher-returns, clock: zero},"
                            + "{at: 62 s, do: publisher-stops},"
                            + "{at: 74 s, do: publisher-returns, clock: kept}]";
            case "waiting-room" ->
                    "events=[{at: 1 s, do: publisher-stops},"
                            + "{at: 21 s, do: publisher-returns, clock: zero}]";
            case "origin-restart" ->
                    "events=[{at: 35 s, do: origin-restarts, for: 5 s},"
                            + "{at: 55 s, do: tracker-outage, for: 5 s},"
                            + "{at: 65 s, do: crash, share: 10 %}]";
            case "scale-100k" -> "audience.viewers=250";
            case "scale-1m" -> "audience.viewers=300";
            default -> "events=[]";
        };
    }

    /** Runs it and returns its line: label, trace hash, hash of the results. */
    String line() {
        Measurement measured = Rooms.run(scenario, seed);
        String results = ResultHash.of(measured);
        return String.format(Locale.ROOT, "%s %s %s", label, measured.traceHash(), results);
    }

    /** Prints the line of every golden run, or of the light ones ({@code light}). */
    public static void main(String[] arguments) {
        boolean light = arguments.length > 0 && arguments[0].equals("light");
        (light ? light() : all()).forEach(golden -> System.out.println(golden.line()));
    }
}
