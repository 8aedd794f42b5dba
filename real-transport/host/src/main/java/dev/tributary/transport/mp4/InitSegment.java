package dev.tributary.transport.mp4;

/** What a player gets before the first fragment: file type and movie header (ISO 14496-12, 8). */
public final class InitSegment {
    /** Identifiers of the tracks, whether the other is there or not. */
    static final int VIDEO_ID = 1;

    static final int AUDIO_ID = 2;

    /** Units of time in a second, of every track: those of FLV. */
    static final int TIMESCALE = 1_000;

    /** What a sample is that a decoder can begin with, and one that it cannot (8.8.3.1). */
    static final int SYNC_FLAGS = 0x0200_0000;

    static final int OTHER_FLAGS = 0x0101_0000;

    private static final int ONE = 1 << 16;
    private static final int UNDETERMINED = 0x55c4;
    private static final int IN_MOVIE = 3;

    private InitSegment() {}

    /** Returns the bytes; the same for the same tracks. */
    public static byte[] of(TrackSet tracks) {
        BoxWriter to = new BoxWriter();
        to.box("ftyp").text("iso6").u32(0).text("iso6").text("mp41").end();
        to.box("moov");
        to.box("mvhd", 0, 0).zeros(8).u32(TIMESCALE).u32(0).u32(ONE).u16(1 << 8).zeros(10);
        matrix(to).zeros(24).u32(AUDIO_ID + 1).end();
        if (tracks.video() != null) {
            track(to, tracks.video(), null);
        }
        if (tracks.audio() != null) {
            track(to, null, tracks.audio());
        }
        to.box("mvex");
        if (tracks.video() != null) {
            defaults(to, VIDEO_ID, OTHER_FLAGS);
        }
        if (tracks.audio() != null) {
            defaults(to, AUDIO_ID, SYNC_FLAGS);
        }
        return to.end().end().take();
    }

    private static BoxWriter matrix(BoxWriter to) {
        return to.u32(ONE).zeros(12).u32(ONE).zeros(12).u32(1 << 30);
    }

    private static void defaults(BoxWriter to, int id, int flags) {
        to.box("trex", 0, 0).u32(id).u32(1).u32(0).u32(0).u32(flags).end();
    }

    /** Writes a track, of which one of picture and sound is null. */
    private static void track(BoxWriter to, VideoTrack video, AudioTrack audio) {
        boolean picture = video != null;
        to.box("trak");
        to.box("tkhd", 0, IN_MOVIE).zeros(8).u32(picture ? VIDEO_ID : AUDIO_ID).zeros(8);
        to.zeros(12).u16(picture ? 0 : 1 << 8).u16(0);
        matrix(to);
        to.u32(picture ? video.width() << 16 : 0).u32(picture ? video.height() << 16 : 0).end();
        to.box("mdia");
        to.box("mdhd", 0, 0).zeros(8).u32(TIMESCALE).u32(0).u16(UNDETERMINED).u16(0).end();
        to.box("hdlr", 0, 0).u32(0).text(picture ? "vide" : "soun").zeros(12);
        to.text(picture ? "picture" : "sound").u8(0).end();
        to.box("minf");
        if (picture) {
            to.box("vmhd", 0, 1).zeros(8).end();
        } else {
            to.box("smhd", 0, 0).zeros(4).end();
        }
        to.box("dinf").box("dref", 0, 0).u32(1).box("url ", 0, 1).end().end().end();
        to.box("stbl").box("stsd", 0, 0).u32(1);
        if (picture) {
            video.write(to);
        } else {
            audio.write(to);
        }
        to.end();
        noSamples(to);
        to.end().end().end().end();
    }

    /** All samples are in fragments. */
    private static void noSamples(BoxWriter to) {
        to.box("stts", 0, 0).u32(0).end().box("stsc", 0, 0).u32(0).end();
        to.box("stsz", 0, 0).u32(0).u32(0).end().box("stco", 0, 0).u32(0).end();
    }
}
