package dev.tributary.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.playout.Playout;
import dev.tributary.core.playout.Screen;
import dev.tributary.core.playout.ScreenObserver;
import dev.tributary.core.playout.StartSlice;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.PullPolicy;
import dev.tributary.core.system.youku.YoukuSystem;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.PieceRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cursor over slices 11 to 20 of four pieces; slice 11 is to be shown at 0. */
class PieceHolesTest implements Asking {
    private static final long PATIENCE = 2 * Rooms.SECOND;

    private final RoomSettings room = Rooms.small(YoukuSystem.SYSTEM).build();
    private final SliceBuffer buffer = new SliceBuffer(room.layout(), 10_000);
    private final Screen screen = (header, payload) -> {};
    private final Playout playout = new Playout(room, buffer, screen, new ScreenObserver() {});
    private final LinkTable links = new LinkTable();
    private final Listing listing = new Listing(buffer.slots());
    private final PieceTable table = new PieceTable(buffer.slots());
    private final HolderMap holders = new HolderMap(buffer.slots(), 8);
    private final Experience experience = new Experience();
    private final PieceHoles holes =
            new PieceHoles(
                    room.layout(),
                    new TwoEach(),
                    buffer,
                    playout,
                    links,
                    new PieceHoles.Known(listing, table, holders, experience),
                    this,
                    link -> PATIENCE);
    private final List<String> asked = new ArrayList<>();
    private boolean edgeReady = true;
    private boolean fetching = true;

    private static final class TwoEach implements PullPolicy {
        @Override
        public long roundNanos() {
            return Rooms.SECOND;
        }

        @Override
        public long announceNanos() {
            return Rooms.SECOND;
        }

        @Override
        public void round(long nowNanos, PeerView view, Neighbourhood around, Holes pieces) {}
    }

    @BeforeEach
    void twoNeighboursAndTenSlices() {
        for (int slice = 11; slice <= 20; slice++) {
            listing.add(Rooms.header(slice));
        }
        playout.start(0, new StartSlice(Rooms.header(11), 10_000));
        for (int link = 0; link < 2; link++) {
            links.add(0, 201 + link, LinkTable.State.OPEN, link);
            links.advance(0, link, LinkTable.State.READY);
            List<PieceRun> runs = new ArrayList<>();
            for (int slice = 11; slice <= 20; slice++) {
                runs.add(new PieceRun(slice, 0, 4, Have.HERE));
            }
            holders.heard(link, new Have(0, runs), 11, 11 + buffer.slots());
        }
    }

    @Override
    public void request(int link, int slice, int piece, boolean sealWanted, long patienceNanos) {
        asked.add(link + ": " + slice + "." + piece + (sealWanted ? " sealed" : ""));
    }

    @Override
    public boolean edgeReady() {
        return edgeReady;
    }

    @Override
    public boolean edgeKnown() {
        return true;
    }

    @Override
    public int fetch(
            int slice, int firstChunk, int chunkCount, boolean sealWanted, MediaSource why) {
        asked.add("CDN: " + slice + " " + firstChunk + "+" + chunkCount + " " + why);
        return asked.size();
    }

    @Override
    public boolean fetching(int request) {
        return fetching;
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        while (holes.next()) {
            missing.add(holes.slice() + "." + holes.piece());
        }
        return missing;
    }

    private void take(int slice, int first, int count) {
        SliceHeader header = Rooms.header(slice);
        buffer.add(Rooms.chunks(header, first, count, 1));
        if (buffer.complete(slice)) {
            table.clear(slice);
        }
    }

    @Test
    void goesOverWhatIsMissingInOrderOfMedia() {
        take(12, 0, Rooms.CHUNKS);
        take(13, 30, 30);
        table.came(13, 4, 1);
        take(14, 0, 15);
        holes.begin(0, 15);

        List<String> wanted = new ArrayList<>();
        for (int slice = 11; slice <= 15; slice++) {
            for (int piece = 0; piece < 4 && slice != 12; piece++) {
                wanted.add(slice + "." + piece);
            }
        }
        wanted.remove("13.1");
        assertThat(missing()).isEqualTo(wanted);
        assertThat(holes.next()).isFalse();
        holes.rewind();
        assertThat(missing()).isEqualTo(wanted);
    }

    @Test
    void whatNobodyListedIsNoHoleAndNothingIsBeyondTheBuffer() {
        listing.add(Rooms.header(22));
        listing.add(Rooms.header(11 + buffer.slots()));
        holes.begin(0, Integer.MAX_VALUE);

        assertThat(missing()).contains("20.3", "22.0").doesNotContain("21.0").hasSize(40);
    }

    @Test
    void neighbouringPiecesOfASliceBecomeOneRequestForEachReason() {
        holes.begin(0, 12);
        while (holes.next()) {
            boolean late = holes.slice() == 12 && holes.piece() == 3;
            assertThat(holes.fetch(late ? MediaSource.CDN_EMERGENCY : MediaSource.CDN_OWN))
                    .isTrue();
            assertThat(holes.state()).isEqualTo(Holes.State.CDN);
            assertThat(holes.fetch(MediaSource.CDN_OWN)).as("twice").isFalse();
        }
        holes.end();

        assertThat(asked)
                .containsExactly(
                        "CDN: 11 0+98 CDN_OWN",
                        "CDN: 12 0+90 CDN_OWN",
                        "CDN: 12 90+8 CDN_EMERGENCY");
        holes.begin(1, 12);
        while (holes.next()) {
            assertThat(holes.state()).isEqualTo(Holes.State.CDN);
        }
        fetching = false;
        holes.begin(2, 11);
        assertThat(holes.next()).isTrue();
        assertThat(holes.state()).as("the CDN failed").isEqualTo(Holes.State.OPEN);
    }

    @Test
    void blocksThatAreHereAtEitherEndAreNotFetchedAgain() {
        take(13, 0, 15);
        take(13, 45, 15);
        take(13, 90, 8);
        table.came(13, 4, 3);
        holes.begin(0, 13);
        while (holes.next()) {
            if (holes.slice() == 13) {
                holes.fetch(MediaSource.CDN_FALLBACK);
            }
        }
        holes.end();
        take(14, 75, 15);
        holes.begin(0, 14);
        holes.seek(14, 2);
        holes.fetch(MediaSource.CDN_FALLBACK);
        holes.end();

        assertThat(asked)
                .containsExactly("CDN: 13 15+75 CDN_FALLBACK", "CDN: 14 60+15 CDN_FALLBACK");
    }

    @Test
    void asksOnePlaceWithinCreditAndBeforeTheLine() {
        holes.begin(0, 20);
        holes.seek(14, 0);
        assertThat(holes.ask(0)).as("the line has passed").isFalse();
        holes.seek(15, 0);
        assertThat(holes.ask(0)).as("at the line").isFalse();
        holes.seek(16, 0);
        assertThat(holes.ask(5)).as("no link").isFalse();
        assertThat(holes.ask(0)).isTrue();
        assertThat(holes.ask(0)).as("again").isFalse();
        assertThat(holes.ask(1)).as("of another").isFalse();
        holes.seek(16, 1);
        assertThat(holes.ask(0)).isTrue();
        holes.seek(16, 2);
        assertThat(holes.ask(0)).as("beyond its credit").isFalse();
        experience.refused(0, 1);
        assertThat(holes.ask(1)).as("it has just refused").isFalse();

        assertThat(asked).containsExactly("0: 16.0 sealed", "0: 16.1 sealed");
        assertThat(table.untilNanos(16, 0)).as("the line comes first").isEqualTo(Rooms.SECOND);
    }

    @Test
    void whatDoesNotComeInTimeIsAFailureAndOpenAgain() {
        holes.begin(0, 20);
        holes.seek(20, 0);
        holes.ask(0);
        holes.begin(PATIENCE - 1, 20);
        missing();
        assertThat(table.inFlight(0)).isEqualTo(1);
        holes.begin(PATIENCE, 20);
        missing();

        assertThat(table.inFlight(0)).isZero();
        assertThat(experience.answers(0)).isEqualTo(1);
        assertThat(experience.successPermille(0)).isEqualTo(800);
    }

    @Test
    void whoHasNotAnsweredByTheLineFailedAlsoWhenTheCdnIsAskedAtOnce() {
        holes.begin(0, 20);
        holes.seek(16, 0);
        holes.ask(0);
        holes.begin(Rooms.SECOND, 20);
        holes.seek(16, 0);
        assertThat(holes.fetch(MediaSource.CDN_EMERGENCY)).isTrue();
        holes.end();

        assertThat(table.inFlight(0)).isZero();
        assertThat(experience.answers(0)).isEqualTo(1);
    }

    @Test
    void whoIsRelievedByTheCdnBeforeItsTimeDidNotFail() {
        holes.begin(0, 20);
        holes.seek(20, 0);
        holes.ask(0);
        holes.begin(Rooms.SECOND, 20);
        holes.seek(20, 0);
        holes.fetch(MediaSource.CDN_FALLBACK);
        holes.end();

        assertThat(table.inFlight(0)).isZero();
        assertThat(experience.answers(0)).isZero();
    }

    @Test
    void creditIsNotLostWithSlicesThatAreSkipped() {
        holes.begin(0, 20);
        for (int piece = 0; piece < 2; piece++) {
            holes.seek(17, piece);
            assertThat(holes.ask(0)).isTrue();
        }
        playout.skip(Rooms.SECOND, new StartSlice(Rooms.header(19), 10_000));
        holes.begin(Rooms.SECOND, 20);

        assertThat(table.inFlight(0)).as("17 will not be shown").isZero();
    }

    @Test
    void edgeThatTakesNothingIsNotAsked() {
        edgeReady = false;
        holes.begin(0, 20);
        holes.next();

        assertThat(holes.fetch(MediaSource.CDN_OWN)).isFalse();
        holes.end();
        assertThat(asked).isEmpty();
        holes.rescue();
        holes.end();
        assertThat(asked).as("at the line").containsExactly("CDN: 11 0+30 CDN_EMERGENCY");
        holes.next();
        assertThat(holes.state()).isEqualTo(Holes.State.OPEN);
    }

    @Test
    void holdersAreTheReadyOnes() {
        links.remove(1);
        holes.begin(0, 20);
        holes.next();

        assertThat(holes.holders()).isEqualTo(1);
        assertThat(holes.promised()).isEqualTo(1);
    }
}
