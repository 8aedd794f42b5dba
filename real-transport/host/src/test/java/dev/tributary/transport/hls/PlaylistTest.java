package dev.tributary.transport.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What playlists say of segments. */
final class PlaylistTest {
    private static final long NOON = 1_800_000_000_000L;

    private final WallTimes wall = new WallTimes();

    private static List<String> lines(List<Segment> listed, int target) {
        return MediaPlaylist.of(listed, target, -1, "").lines().toList();
    }

    private SegmentList list(Kept kept) {
        for (SliceHeader header : kept.headers.values()) {
            wall.heard(header, NOON + header.endMillis());
        }
        SegmentList list = new SegmentList(kept, wall);
        list.update();
        return list;
    }

    @Test
    void aPlaylistSaysWhatTheRfcWants() throws Exception {
        SegmentList list = list(new Kept(1_000, 500).push(Fixture.bytes()));
        List<String> lines = lines(list.listed(), list.targetSeconds());
        assertThat(lines)
                .startsWith(
                        "#EXTM3U",
                        "#EXT-X-VERSION:7",
                        "#EXT-X-TARGETDURATION:1",
                        "#EXT-X-MEDIA-SEQUENCE:1000",
                        "#EXT-X-DISCONTINUITY-SEQUENCE:0",
                        "#EXT-X-INDEPENDENT-SEGMENTS");
        assertThat(lines.get(6)).matches("#EXT-X-MAP:URI=\"init-[0-9a-f]{16}\\.mp4\"");
        assertThat(lines.get(8)).isEqualTo("#EXTINF:1.000,");
        assertThat(lines.get(9)).isEqualTo("500.m4s");
        String date = "#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:0";
        assertThat(lines.get(7)).startsWith(date + "0.0").endsWith("Z");
        assertThat(lines.get(10)).startsWith(date + "1.0");
        assertThat(lines).filteredOn(line -> line.startsWith("#EXT-X-MAP")).hasSize(1);
    }

    @Test
    void keyframesOfOneSliceNameTheirSegments() throws Exception {
        Kept kept = new Kept(2_500).push(Fixture.bytes());
        assertThat(lines(list(kept).listed(), 1)).contains("1.m4s", "1-1.m4s", "1-2.m4s", "2.m4s");
    }

    @Test
    void aBreakIsSaidBetweenSegmentsAndCountedOnceItHasLeft() throws Exception {
        Kept kept = new Kept(1_000).push(Fixture.bytes()).push(Fixture.bytes());
        SegmentList list = list(kept);
        List<String> lines = lines(list.listed(), 1);
        assertThat(lines).containsOnlyOnce("#EXT-X-DISCONTINUITY");
        List<Segment> later = list.listed().subList(10, list.listed().size());
        assertThat(later.get(0).discontinuity()).isTrue();
        assertThat(lines(later, 1))
                .contains("#EXT-X-DISCONTINUITY-SEQUENCE:1")
                .doesNotContain("#EXT-X-DISCONTINUITY");
    }

    @Test
    void numbersGoOnWhereSlicesAreGoneOrBeginAnew() throws Exception {
        Kept kept = new Kept(1_000, 500);
        for (int i = 0; i < 4; i++) {
            kept.push(Fixture.bytes());
        }
        SegmentList list = list(kept);
        List<Segment> listed = list.listed();
        assertThat(listed.size()).isBetween(24, 26);
        long first = listed.get(0).number();
        kept.headers.headMap(510).clear();
        list.update();
        assertThat(list.of("509")).isNull();
        assertThat(list.listed().get(0).number()).isEqualTo(first);
        final long last = list.last().number();
        list.reset();
        kept.headers.clear();
        kept.media.clear();
        Kept anew = new Kept(1_000, 3).push(Fixture.bytes());
        kept.headers.putAll(anew.headers);
        kept.media.putAll(anew.media);
        kept.starts.putAll(anew.starts);
        list.update();
        assertThat(list.listed().get(0).number()).isEqualTo(last + 1);
        assertThat(list.listed().get(0).discontinuity()).isTrue();
    }

    @Test
    void whatIsGoneIsLetGoThoughNobodyAsks() throws Exception {
        Kept kept = new Kept(1_000).push(Fixture.bytes());
        HlsStream stream = new HlsStream(kept, () -> NOON);
        SegmentList list = stream.segments();
        assertThat(list.all()).hasSizeGreaterThan(7);
        kept.headers.headMap(kept.newest()).clear();
        stream.arrived(kept.header(kept.newest()));
        assertThat(list.all()).isEmpty();
    }

    @Test
    void aSegmentWaitsForItsConfiguration() throws Exception {
        Kept kept = new Kept(1_000).push(Fixture.bytes());
        byte[] start = kept.starts.remove(1);
        SegmentList list = list(kept);
        assertThat(list.last()).isNull();
        kept.starts.put(1, start);
        list.update();
        assertThat(list.last()).isNotNull();
    }

    @Test
    void theMasterNamesCodecsSizeAndRate() throws Exception {
        Kept kept = new Kept(1_000).push(Fixture.bytes());
        String text = MasterPlaylist.of(list(kept).listed(), kept);
        assertThat(text)
                .contains("CODECS=\"avc1.", ",mp4a.40.2\"", "RESOLUTION=320x180")
                .endsWith("\nindex.m3u8\n");
        long rate = Long.parseLong(text.replaceAll("(?s).*:BANDWIDTH=([0-9]+).*", "$1"));
        assertThat(rate).isBetween(8L * Fixture.bytes().length / 12, 8L * Fixture.bytes().length);
    }

    @Test
    void theWallIsThatOfTheSoonestSliceAndStaysUntilItMoves() {
        wall.heard(new SliceHeader(1, 0, 1_000, 1, 0), NOON + 1_000 + 300);
        assertThat(wall.of(1, 0)).isEqualTo(NOON + 300);
        wall.heard(new SliceHeader(2, 1_000, 1_000, 1, 0), NOON + 2_000);
        assertThat(wall.of(2, 0)).isEqualTo(NOON + 300);
        wall.heard(new SliceHeader(3, 2_000, 1_000, 1, 0), NOON + 3_000 - 300);
        assertThat(wall.of(3, 0)).isEqualTo(NOON - 300);
        SliceHeader away = new SliceHeader(4, 3_000, 1_000, 1, SliceHeader.DISCONTINUITY);
        wall.heard(away, NOON + 4_000 + 60_000);
        assertThat(wall.of(4, 3_000)).isEqualTo(NOON + 63_000);
        assertThat(wall.of(3, 2_000)).isEqualTo(NOON + 1_700);
    }
}
