package dev.tributary.core.testkit;

import dev.tributary.core.base.Time;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.scheduler.Grant;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.StreamKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The room of these tests: three sub-streams, 800 kbit/s, slices of exactly a second and a hundred
 * kilobytes (98 chunks), a buffer of 10 s and an emergency window of 4 s.
 */
public final class Rooms {
    public static final MediaLayout LAYOUT = new MediaLayout(MediaLayout.SECOND, 3);
    public static final StreamKey STREAM = new StreamKey(1, 2);
    public static final long SECOND = Time.NANOS_PER_SECOND;
    public static final long MILLI = Time.NANOS_PER_MILLI;
    public static final int SLICE_BYTES = 100_000;
    public static final int CHUNKS = 98;

    /** What a link takes, as those of the real transport do. */
    public static final int MESSAGE_BYTES_MAX = 65_535;

    private static final Payload FINGERPRINT = Payload.ofLength(GetLink.FINGERPRINT_BYTES);

    private Rooms() {}

    public static LinkAnswer answer(RoomSettings settings) {
        return answer(0, settings);
    }

    public static LinkAnswer answer(int tracker, RoomSettings settings) {
        return new LinkAnswer(
                tracker, Grant.WITHOUT_BYTES.token(), Grant.WITHOUT_BYTES.originKey(), settings);
    }

    public static RoomSettings douyu() {
        return small().frameChunks(210).build();
    }

    public static Settings small() {
        return small(SubStreamSystem.SYSTEM);
    }

    public static Settings small(SystemProfile strategy) {
        return Settings.of(strategy).bitrateKbps(800).trickleIce(false).subStreams(3);
    }

    public static Capabilities uplink(int kbps) {
        return new Capabilities(NatType.FULL_CONE, false, Access.WIRED, Device.PC, kbps, 1, 1);
    }

    public static PeerConfig config(int seed) {
        return config(uplink(8_000), seed);
    }

    public static PeerConfig config(Capabilities capabilities, int seed) {
        return new PeerConfig(STREAM, new PeerId(3, seed), capabilities, FINGERPRINT, seed);
    }

    /** A slice of the room's stream; every one has a keyframe. */
    public static SliceHeader header(int slice) {
        return new SliceHeader(
                slice, (slice - 1) * 1_000L, 1_000, SLICE_BYTES, SliceHeader.KEYFRAME);
    }

    public static Index index(int first, int last) {
        List<SliceHeader> headers = new ArrayList<>();
        for (int s = first; s <= last; s++) {
            headers.add(header(s));
        }
        return new Index(headers);
    }

    public static Data whole(int slice, int hop) {
        return chunks(header(slice), 0, header(slice).chunks(), hop);
    }

    /** Returns a block, from 0, of a slice as another viewer sends it. */
    public static Data block(int slice, int number) {
        int first = RoomSettings.BLOCK_CHUNKS * number;
        return chunks(header(slice), first, Math.min(RoomSettings.BLOCK_CHUNKS, CHUNKS - first), 1);
    }

    public static Data chunks(SliceHeader header, int first, int count, int hop) {
        Seal seal = first == 0 ? Seal.ofLength(header) : null;
        Payload payload = Payload.ofLength(header.bytes(first, count));
        return new Data(header, first, count, hop, seal, payload);
    }
}
