package dev.tributary.core.wire;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.core.slice.SliceHeader;
import java.util.List;

/**
 * Bodies of the messages with the scheduler and the edge.
 *
 * <p>The ranges repeat those of the settings' constructors, which a test compares.
 */
final class RoomCodec {
    /** Media time, duration, size and flags take a byte each. */
    private static final int HEADER_BYTES_MIN = 4;

    private RoomCodec() {}

    static void write(GetLink message, WireWriter out) {
        out.u8(MessageCodec.VERSION);
        out.key(message.stream().high(), message.stream().low());
        out.tail(message.fingerprint());
    }

    static GetLink getLink(WireReader in) throws MalformedMessageException {
        version(in);
        StreamKey stream = streamKey(in);
        return new GetLink(stream, in.bytes("fingerprint", GetLink.FINGERPRINT_BYTES));
    }

    static void write(LinkAnswer message, WireWriter out) {
        RoomSettings settings = message.settings();
        out.varint(message.tracker());
        out.blob(message.token());
        out.tail(message.originKey());
        out.varint(settings.system().profile().code());
        out.varint(settings.bitrateKbps());
        out.flag(settings.trickleIce());
        out.flag(settings.ipv6());
        PlayoutSettings playout = settings.playout();
        out.varint(playout.bufferMillis());
        out.varint(playout.emergencyWindowMillis());
        out.varint(playout.startMillis());
        SystemSettings system = settings.system();
        for (Knob knob : system.profile().knobs()) {
            out.varint(system.value(knob));
        }
        UploadSettings upload = settings.upload();
        out.varint(upload.fanOutMax());
        out.varint(upload.budgetPercent());
        out.varint(upload.uploadPerDownloadPercent());
        out.varint(upload.frameChunks() / RoomSettings.BLOCK_CHUNKS);
    }

    static LinkAnswer linkAnswer(WireReader in) throws MalformedMessageException {
        int tracker = in.varint("tracker", 0, Integer.MAX_VALUE);
        Payload token = in.blob("token", Join.TOKEN_MAX);
        Payload originKey = in.bytes("originKey", LinkAnswer.KEY_BYTES);
        return new LinkAnswer(tracker, token, originKey, settings(in));
    }

    private static RoomSettings settings(WireReader in) throws MalformedMessageException {
        SystemProfile profile = in.system();
        int bitrateKbps = in.varint("bitrateKbps", 8, 1_000_000);
        boolean trickleIce = in.flag("trickleIce");
        boolean ipv6 = in.flag("ipv6");
        PlayoutSettings playout = playout(in);
        SystemSettings system = system(profile, in);
        return new RoomSettings(system, bitrateKbps, trickleIce, ipv6, playout, upload(in));
    }

    private static PlayoutSettings playout(WireReader in) throws MalformedMessageException {
        int bufferMillis = in.varint("bufferMillis", 500, 60_000);
        int windowMillis = in.varint("emergencyWindowMillis", 100, bufferMillis - 1);
        int startMillis = in.varint("startMillis", 1, bufferMillis);
        return new PlayoutSettings(bufferMillis, windowMillis, startMillis);
    }

    private static SystemSettings system(SystemProfile profile, WireReader in)
            throws MalformedMessageException {
        List<? extends Knob> knobs = profile.knobs();
        int[] values = new int[knobs.size()];
        for (int i = 0; i < values.length; i++) {
            KnobSpec spec = knobs.get(i).spec();
            values[i] = in.varint(spec.key(), spec.low(), spec.high());
        }
        return new SystemSettings(profile, values);
    }

    private static UploadSettings upload(WireReader in) throws MalformedMessageException {
        int fanOutMax = in.varint("fanOutMax", 0, UploadSettings.FAN_OUT_LIMIT);
        int budgetPercent = in.varint("budgetPercent", 1, 100);
        int uploadPerDownloadPercent = in.varint("uploadPerDownloadPercent", 0, 10_000);
        int blocks = in.varint("frameBlocks", 1, 65_535 / RoomSettings.BLOCK_CHUNKS);
        int frameChunks = blocks * RoomSettings.BLOCK_CHUNKS;
        return new UploadSettings(fanOutMax, budgetPercent, uploadPerDownloadPercent, frameChunks);
    }

    static void write(Index message, WireWriter out) {
        List<SliceHeader> headers = message.headers();
        out.varint(headers.size());
        long expectedMillis = 0;
        for (int i = 0; i < headers.size(); i++) {
            SliceHeader header = headers.get(i);
            if (i == 0) {
                out.varint(header.slice());
            }
            out.varint(WireSize.zigzag(header.dtsMillis() - expectedMillis));
            out.varint(header.durationMillis());
            out.varint(header.sizeBytes());
            out.varint(header.flags());
            expectedMillis = header.endMillis();
        }
    }

    static Index index(WireReader in) throws MalformedMessageException {
        SliceHeader[] headers =
                new SliceHeader[in.count("headers", Index.HEADERS_MAX, HEADER_BYTES_MIN)];
        if (headers.length == 0) {
            return new Index(List.of());
        }
        int first = in.varint("slice", 1, Integer.MAX_VALUE - (headers.length - 1));
        long expectedMillis = 0;
        for (int i = 0; i < headers.length; i++) {
            long zigzag = in.varint64("dtsMillis difference", Long.MAX_VALUE);
            long dtsMillis = expectedMillis + ((zigzag >>> 1) ^ -(zigzag & 1));
            if (dtsMillis < 0 || dtsMillis > SliceHeader.DTS_MILLIS_MAX) {
                throw in.malformed("dtsMillis in 0.." + SliceHeader.DTS_MILLIS_MAX + " before");
            }
            headers[i] = header(in, first + i, dtsMillis);
            expectedMillis = headers[i].endMillis();
        }
        return new Index(List.of(headers));
    }

    static void write(SliceHeader header, WireWriter out) {
        out.varint(header.slice());
        out.varint(header.dtsMillis());
        out.varint(header.durationMillis());
        out.varint(header.sizeBytes());
        out.varint(header.flags());
    }

    static SliceHeader header(WireReader in) throws MalformedMessageException {
        int slice = in.varint("slice", 1, Integer.MAX_VALUE);
        long dtsMillis = in.varint64("dtsMillis", SliceHeader.DTS_MILLIS_MAX);
        return header(in, slice, dtsMillis);
    }

    private static SliceHeader header(WireReader in, int slice, long dtsMillis)
            throws MalformedMessageException {
        int durationMillis = in.varint("durationMillis", 0, SliceHeader.DURATION_MILLIS_MAX);
        int sizeBytes = in.varint("sizeBytes", 0, SliceHeader.SIZE_MAX);
        int flags = in.varint("flags", 0, SliceHeader.FLAGS_MAX);
        return new SliceHeader(slice, dtsMillis, durationMillis, sizeBytes, flags);
    }

    static StreamKey streamKey(WireReader in) throws MalformedMessageException {
        long high = in.fixed64("stream key");
        return new StreamKey(high, in.fixed64("stream key"));
    }

    /** Refuses another version before its fields are misread as ours. */
    static void version(WireReader in) throws MalformedMessageException {
        in.varint("version", MessageCodec.VERSION, MessageCodec.VERSION);
    }
}
