package dev.tributary.reports.directory;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@code viewers.csv}: one row per replication and session. */
final class ViewerTable {
    static final String FILE = "viewers.csv";

    private static final List<String> HEADER =
            List.of(
                    "replication,seed,viewer,nat,ipv6,access,device,uplinkKbps,isp,zone",
                    "joinedSeconds,leftSeconds",
                    "peerBytes,cdnOwnBytes,cdnJoinBytes,cdnUncoveredBytes,cdnEmergencyBytes",
                    "cdnFallbackBytes,peerDuplicateBytes,cdnDuplicateBytes,signallingBytes",
                    "uploadedBytes,watchedSeconds,stalledSeconds,stalls,stallMaxSeconds",
                    "firstFrameSeconds,latencyMeanSeconds,latencyMaxSeconds");

    private ViewerTable() {}

    static void write(Writer out, List<Measurement> replications) throws IOException {
        out.write(String.join(",", HEADER) + "\n");
        for (int i = 0; i < replications.size(); i++) {
            Measurement m = replications.get(i);
            for (ViewerRow row : m.viewers()) {
                out.write(line(i, m.seed(), row));
            }
        }
    }

    /** Returns the sessions of each of {@code seeds}' replications. */
    static List<List<ViewerRow>> read(Reader in, List<Long> seeds) throws IOException {
        List<List<ViewerRow>> out = new ArrayList<>();
        seeds.forEach(seed -> out.add(new ArrayList<>()));
        Csv csv = new Csv(in, FILE, columns(HEADER));
        while (csv.advance()) {
            int replication = SeriesTable.replication(csv, seeds);
            out.get(replication).add(row(csv));
        }
        return out;
    }

    static List<String> columns(List<String> header) {
        return List.of(String.join(",", header).split(",", -1));
    }

    private static ViewerRow row(Csv csv) {
        return new ViewerRow(
                csv.small(),
                capabilities(csv),
                csv.number(),
                csv.number(),
                bytes(csv),
                csv.number(),
                csv.number(),
                csv.small(),
                csv.number(),
                csv.number(),
                csv.number(),
                csv.number());
    }

    private static Capabilities capabilities(Csv csv) {
        NatType nat = csv.name(NatType.class);
        boolean ipv6 = csv.flag();
        Access access = csv.name(Access.class);
        Device device = csv.name(Device.class);
        int uplinkKbps = csv.small();
        int isp = csv.small();
        int zone = csv.small();
        try {
            return new Capabilities(nat, ipv6, access, device, uplinkKbps, isp, zone);
        } catch (IllegalArgumentException e) {
            throw csv.wrong(e.getMessage());
        }
    }

    private static ByteCounts bytes(Csv csv) {
        return new ByteCounts(
                csv.count(),
                csv.count(),
                csv.count(),
                csv.count(),
                csv.count(),
                csv.count(),
                csv.count(),
                csv.count(),
                csv.count(),
                csv.count());
    }

    private static String line(int replication, long seed, ViewerRow row) {
        Capabilities who = row.capabilities();
        ByteCounts bytes = row.bytes();
        List<String> cells = new ArrayList<>();
        add(cells, replication, seed, row.viewer());
        cells.add(who.nat().name());
        cells.add(Csv.cell(who.ipv6()));
        cells.add(who.access().name());
        cells.add(who.device().name());
        add(cells, who.uplinkKbps(), who.isp(), who.zone());
        cells.add(Csv.cell(row.joinedSeconds()));
        cells.add(Csv.cell(row.leftSeconds()));
        add(cells, bytes.peer(), bytes.cdnOwn(), bytes.cdnJoin(), bytes.cdnUncovered());
        add(cells, bytes.cdnEmergency(), bytes.cdnFallback(), bytes.peerDuplicate());
        add(cells, bytes.cdnDuplicate(), bytes.signalling(), bytes.uploaded());
        cells.add(Csv.cell(row.watchedSeconds()));
        cells.add(Csv.cell(row.stalledSeconds()));
        add(cells, row.stalls());
        cells.add(Csv.cell(row.stallMaxSeconds()));
        cells.add(Csv.cell(row.firstFrameSeconds()));
        cells.add(Csv.cell(row.latencyMeanSeconds()));
        cells.add(Csv.cell(row.latencyMaxSeconds()));
        return String.join(",", cells) + "\n";
    }

    private static void add(List<String> cells, long... values) {
        for (long value : values) {
            cells.add(Long.toString(value));
        }
    }
}
