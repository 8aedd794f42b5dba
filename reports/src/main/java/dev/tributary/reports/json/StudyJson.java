package dev.tributary.reports.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.reports.stat.FidelityStudy;
import dev.tributary.reports.stat.Interval;

/** Many rooms in both worlds as JSON; differences are real - simulated. */
public final class StudyJson {
    private StudyJson() {}

    /** Returns each room and what they say together. */
    public static ObjectNode of(FidelityStudy study) {
        ObjectNode out = Nodes.object();
        out.put("agrees", study.agrees());
        out.put("counted", study.counted());
        ObjectNode differences = out.putObject("difference");
        put(differences, "sharingRatio", study.sharing());
        put(differences, "stalledSessions", study.stalled());
        put(differences, "firstFrameShare", study.firstFrame());
        out.put("worst", study.counted() == 0 ? 0 : study.worst().number());
        ArrayNode rooms = out.putArray("rooms");
        for (FidelityStudy.Room room : study.rooms()) {
            ObjectNode node = ReportJson.of(room.fidelity());
            node.put("number", room.number());
            node.put("busy", room.busy());
            ArrayNode sets = node.putArray("set");
            room.sets().forEach(sets::add);
            rooms.add(node);
        }
        return out;
    }

    private static void put(ObjectNode out, String name, Interval interval) {
        ObjectNode node = out.putObject(name);
        node.set("mean", Nodes.number(interval.mean()));
        node.set("low", Nodes.number(interval.low()));
        node.set("high", Nodes.number(interval.high()));
    }
}
