package dev.tributary.core.wire;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.room.UploadSettings;
import java.util.List;

/**
 * The settings of a room as {@link LinkAnswer} carries them.
 *
 * <p>The ranges repeat those of the settings' constructors, which a test compares.
 */
final class SettingsCodec {
    private SettingsCodec() {}

    static void write(RoomSettings settings, WireWriter out) {
        out.varint(settings.system().profile().code());
        out.varint(settings.bitrateKbps());
        out.flag(settings.trickleIce());
        out.flag(settings.ipv6());
        PlayoutSettings playout = settings.playout();
        out.varint(playout.bufferMillis());
        out.varint(playout.emergencyWindowMillis());
        out.varint(playout.startMillis());
        out.varint(playout.skipAfterMillis());
        out.varint(playout.catchUpPercent());
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

    static RoomSettings read(WireReader in) throws MalformedMessageException {
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
        int skipAfterMillis = in.varint("skipAfterMillis", 0, 60_000);
        int catchUp = in.varint("catchUpPercent", 0, PlayoutSettings.CATCH_UP_MAX);
        return new PlayoutSettings(
                bufferMillis, windowMillis, startMillis, skipAfterMillis, catchUp);
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
}
