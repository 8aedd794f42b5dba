package dev.tributary.reports.directory;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.reports.directory.Table.Column;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** {@code viewers.csv}: one row per replication and session. */
final class ViewerTable {
    static final String FILE = "viewers.csv";

    private static final Table<ReplicationRow<ViewerRow>> TABLE = new Table<>();
    private static final ReplicationRow.Key<ViewerRow> KEY = ReplicationRow.key(TABLE);
    private static final Column<?, Integer> VIEWER = TABLE.small("viewer", of -> of.row().viewer());
    private static final Column<?, NatType> NAT =
            TABLE.name("nat", NatType.class, who(Capabilities::nat));
    private static final Column<?, Boolean> IPV6 = TABLE.flag("ipv6", who(Capabilities::ipv6));
    private static final Column<?, Access> ACCESS =
            TABLE.name("access", Access.class, who(Capabilities::access));
    private static final Column<?, Device> DEVICE =
            TABLE.name("device", Device.class, who(Capabilities::device));
    private static final Column<?, Integer> UPLINK = small("uplinkKbps", Capabilities::uplinkKbps);
    private static final Column<?, Integer> ISP = small("isp", Capabilities::isp);
    private static final Column<?, Integer> ZONE = small("zone", Capabilities::zone);
    private static final Column<?, Double> JOINED =
            number("joinedSeconds", ViewerRow::joinedSeconds);
    private static final Column<?, Double> LEFT = number("leftSeconds", ViewerRow::leftSeconds);
    private static final Map<MediaSource, Column<?, Long>> USEFUL = useful();
    private static final Column<?, Long> PEER_AGAIN =
            bytes("peerDuplicateBytes", ByteCounts::peerDuplicate);
    private static final Column<?, Long> CDN_AGAIN =
            bytes("cdnDuplicateBytes", ByteCounts::cdnDuplicate);
    private static final Column<?, Long> SIGNALLING =
            bytes("signallingBytes", ByteCounts::signalling);
    private static final Column<?, Long> UPLOADED = bytes("uploadedBytes", ByteCounts::uploaded);
    private static final Column<?, Double> WATCHED =
            number("watchedSeconds", ViewerRow::watchedSeconds);
    private static final Column<?, Double> SKIPPED =
            TABLE.numberSince("skippedSeconds", of -> of.row().skippedSeconds());
    private static final Column<?, Double> STALLED =
            number("stalledSeconds", ViewerRow::stalledSeconds);
    private static final Column<?, Integer> STALLS = TABLE.small("stalls", of -> of.row().stalls());
    private static final Column<?, Double> STALL_MAX =
            number("stallMaxSeconds", ViewerRow::stallMaxSeconds);
    private static final Column<?, Double> FIRST_FRAME =
            number("firstFrameSeconds", ViewerRow::firstFrameSeconds);
    private static final Column<?, Double> LATENCY_MEAN =
            number("latencyMeanSeconds", ViewerRow::latencyMeanSeconds);
    private static final Column<?, Double> LATENCY_MAX =
            number("latencyMaxSeconds", ViewerRow::latencyMaxSeconds);

    private ViewerTable() {}

    private static <T> Function<ReplicationRow<ViewerRow>, T> who(Function<Capabilities, T> get) {
        return of -> get.apply(of.row().capabilities());
    }

    private static Column<?, Integer> small(String name, ToIntFunction<Capabilities> get) {
        return TABLE.small(name, of -> get.applyAsInt(of.row().capabilities()));
    }

    private static Column<?, Double> number(String name, ToDoubleFunction<ViewerRow> get) {
        return TABLE.number(name, of -> get.applyAsDouble(of.row()));
    }

    private static Column<?, Long> bytes(String name, ToLongFunction<ByteCounts> get) {
        return TABLE.count(name, of -> get.applyAsLong(of.row().bytes()));
    }

    /**
     * Returns a column per source, {@code cdnOwnBytes} for CDN_OWN; a new one is 0 in old files.
     */
    private static Map<MediaSource, Column<?, Long>> useful() {
        Map<MediaSource, Column<?, Long>> columns = new EnumMap<>(MediaSource.class);
        for (MediaSource source : MediaSource.values()) {
            StringBuilder name = new StringBuilder();
            for (String word : source.name().toLowerCase(Locale.ROOT).split("_", -1)) {
                String first = word.substring(0, 1);
                name.append(name.isEmpty() ? first : first.toUpperCase(Locale.ROOT));
                name.append(word.substring(1));
            }
            columns.put(
                    source,
                    TABLE.countSince(name + "Bytes", of -> of.row().bytes().useful(source)));
        }
        return columns;
    }

    static void write(Writer out, List<Measurement> replications) throws IOException {
        KEY.write(out, replications, Measurement::viewers);
    }

    /** Returns the sessions of each of {@code seeds}' replications. */
    static List<List<ViewerRow>> read(Reader in, String file, List<Long> seeds) throws IOException {
        List<List<ViewerRow>> out = new ArrayList<>();
        seeds.forEach(seed -> out.add(new ArrayList<>()));
        Csv csv = new Csv(in, file, TABLE);
        while (csv.advance()) {
            out.get(KEY.replication(csv, seeds)).add(row(csv));
        }
        return out;
    }

    private static ViewerRow row(Csv csv) {
        return new ViewerRow(
                csv.get(VIEWER),
                capabilities(csv),
                csv.get(JOINED),
                csv.get(LEFT),
                bytes(csv),
                csv.get(WATCHED),
                csv.get(SKIPPED),
                csv.get(STALLED),
                csv.get(STALLS),
                csv.get(STALL_MAX),
                csv.get(FIRST_FRAME),
                csv.get(LATENCY_MEAN),
                csv.get(LATENCY_MAX));
    }

    private static Capabilities capabilities(Csv csv) {
        NatType nat = csv.get(NAT);
        boolean ipv6 = csv.get(IPV6);
        Access access = csv.get(ACCESS);
        Device device = csv.get(DEVICE);
        int uplinkKbps = csv.get(UPLINK);
        int isp = csv.get(ISP);
        int zone = csv.get(ZONE);
        try {
            return new Capabilities(nat, ipv6, access, device, uplinkKbps, isp, zone);
        } catch (IllegalArgumentException e) {
            throw csv.wrong(e.getMessage());
        }
    }

    private static ByteCounts bytes(Csv csv) {
        long[] useful = new long[MediaSource.values().length];
        USEFUL.forEach((source, column) -> useful[source.ordinal()] = csv.get(column));
        return new ByteCounts(
                useful,
                csv.get(PEER_AGAIN),
                csv.get(CDN_AGAIN),
                csv.get(SIGNALLING),
                csv.get(UPLOADED));
    }
}
