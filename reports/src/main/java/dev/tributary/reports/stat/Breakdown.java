package dev.tributary.reports.stat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.measure.ViewerRow;
import dev.tributary.reports.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Sessions of all replications grouped by one property of their viewers.
 *
 * @param title the property
 * @param groups its values; numbered ones with the largest first
 */
public record Breakdown(String title, List<Group> groups) {
    /** More groups than these are put together, smallest ones first. */
    private static final int GROUPS_MAX = 12;

    /**
     * The sessions that share a value.
     *
     * @param name the value
     * @param sessions how many
     * @param share of all sessions, 0..1
     * @param sharingRatio byte weighted, NaN without traffic
     * @param stallRatio stalled seconds over those and the media shown, NaN when there is neither
     * @param continuity media shown over that and what was missed, NaN when there is neither
     * @param stalledSessions share of the sessions with at least one stall
     * @param uploadBitsPerSecond mean upload of a session while it was measured
     */
    public record Group(
            String name,
            int sessions,
            double share,
            double sharingRatio,
            double stallRatio,
            double continuity,
            double stalledSessions,
            double uploadBitsPerSecond) {}

    /** Returns a run's breakdowns by NAT kind, access, device, IPv6, provider and zone. */
    public static List<Breakdown> of(Run run) {
        return List.of(
                fixed("NAT kind", run, who -> who.nat().ordinal(), names(NatType.values())),
                fixed("Access", run, who -> who.access().ordinal(), names(Access.values())),
                fixed("Device", run, who -> who.device().ordinal(), names(Device.values())),
                fixed("IPv6", run, who -> who.ipv6() ? 0 : 1, List.of("with IPv6", "IPv4 only")),
                numbered("ISP", ", numbered as in network.isps, from 0", run, Capabilities::isp),
                numbered("Zone", ", numbered from 0", run, Capabilities::zone));
    }

    private static Breakdown fixed(
            String title, Run run, ToIntFunction<Capabilities> key, List<String> names) {
        List<Group> groups = new ArrayList<>();
        Map<Integer, Sum> sums = sums(run, key);
        int all = sessions(sums);
        sums.forEach((value, sum) -> groups.add(sum.group(names.get(value), all)));
        return new Breakdown(title, groups);
    }

    /**
     * Groups what a scenario gives a number and no name.
     *
     * @param noun what the groups are
     * @param numbers how they are numbered, after the noun
     */
    private static Breakdown numbered(
            String noun, String numbers, Run run, ToIntFunction<Capabilities> key) {
        Map<Integer, Sum> sums = sums(run, key);
        int all = sessions(sums);
        List<Map.Entry<Integer, Sum>> order = new ArrayList<>(sums.entrySet());
        order.sort(Comparator.comparing(entry -> -entry.getValue().sessions));
        List<Group> groups = new ArrayList<>();
        Sum rest = new Sum();
        for (Map.Entry<Integer, Sum> entry : order) {
            if (groups.size() < GROUPS_MAX) {
                groups.add(entry.getValue().group(noun + " " + entry.getKey(), all));
            } else {
                rest.add(entry.getValue());
            }
        }
        if (rest.sessions > 0) {
            groups.add(rest.group((order.size() - GROUPS_MAX) + " others", all));
        }
        return new Breakdown(noun + numbers, groups);
    }

    private static Map<Integer, Sum> sums(Run run, ToIntFunction<Capabilities> key) {
        Map<Integer, Sum> sums = new TreeMap<>();
        for (Measurement m : run.replications()) {
            for (ViewerRow row : m.viewers()) {
                sums.computeIfAbsent(key.applyAsInt(row.capabilities()), k -> new Sum())
                        .add(row, m);
            }
        }
        return sums;
    }

    private static int sessions(Map<Integer, Sum> sums) {
        return sums.values().stream().mapToInt(sum -> sum.sessions).sum();
    }

    private static List<String> names(Enum<?>[] values) {
        List<String> out = new ArrayList<>();
        for (Enum<?> value : values) {
            String words = value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            boolean acronym = value == Device.PC || value == Device.TV;
            out.add(acronym ? value.name() : words.replace("udp", "UDP").replace("wifi", "Wi-Fi"));
        }
        return out;
    }

    /** Running totals of a group. */
    private static final class Sum {
        private int sessions;
        private int stalledSessions;
        private double watchedSeconds;
        private double stalledSeconds;
        private double missedSeconds;
        private double presentSeconds;
        private final List<ViewerRow> rows = new ArrayList<>();

        void add(ViewerRow row, Measurement m) {
            sessions++;
            stalledSessions += row.stalls() > 0 ? 1 : 0;
            watchedSeconds += row.watchedSeconds();
            stalledSeconds += row.stalledSeconds();
            missedSeconds += row.missedSeconds();
            double from = Math.max(row.joinedSeconds(), m.fromSeconds());
            presentSeconds += Math.max(0, Math.min(row.leftSeconds(), m.toSeconds()) - from);
            rows.add(row);
        }

        void add(Sum that) {
            sessions += that.sessions;
            stalledSessions += that.stalledSessions;
            watchedSeconds += that.watchedSeconds;
            stalledSeconds += that.stalledSeconds;
            missedSeconds += that.missedSeconds;
            presentSeconds += that.presentSeconds;
            rows.addAll(that.rows);
        }

        Group group(String name, int all) {
            ByteCounts bytes = ByteCounts.of(rows);
            return new Group(
                    name,
                    sessions,
                    Metric.ratio(sessions, all),
                    bytes.sharingRatio(),
                    Metric.stallRatio(stalledSeconds, watchedSeconds),
                    Metric.continuity(missedSeconds, watchedSeconds),
                    Metric.ratio(stalledSessions, sessions),
                    Metric.ratio(8.0 * bytes.uploaded(), presentSeconds));
        }
    }
}
