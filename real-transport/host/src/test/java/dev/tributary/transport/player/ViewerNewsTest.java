package dev.tributary.transport.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.Said;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A viewer says what is wrong once, after a while, and when it is over. */
final class ViewerNewsTest {
    private final Said said = new Said(ViewerNews.class);
    private final ViewerNews news = new ViewerNews();
    private long seconds = 100;
    private long bytes;

    @AfterEach
    void close() {
        said.close();
    }

    private void pass(int count, boolean media, boolean stalled, int links, int players) {
        for (int i = 0; i < count; i++) {
            seconds++;
            bytes += media ? 1_000 : 0;
            ViewerStatus status = new ViewerStatus(0, 0, bytes, 0, links, 0, stalled);
            news.look(TimeUnit.SECONDS.toNanos(seconds), status, 0, false, players);
        }
    }

    private List<String> heard() {
        List<String> lines = List.copyOf(said.lines());
        said.lines().clear();
        return lines;
    }

    @Test
    void whatGoesWellIsNotSpokenOf() {
        pass(200, true, false, 2, 0);
        assertThat(said.lines()).isEmpty();
    }

    @Test
    void aStreamThatDoesNotComeIsSaidOnceAndItsComingToo() {
        pass(14, false, false, 0, 1);
        assertThat(heard()).isEmpty();
        pass(40, false, false, 0, 1);
        assertThat(heard()).singleElement().asString().startsWith("WARN no media for 15 s");
        pass(2, true, false, 1, 0);
        assertThat(heard()).containsExactly("INFO media comes");
    }

    @Test
    void aStandstillIsNotBlamedOnServersThatMayHaveNothing() {
        pass(1, true, false, 1, 0);
        pass(6, true, true, 1, 0);
        assertThat(heard())
                .singleElement()
                .asString()
                .contains("nothing of what comes next has arrived", "the publisher may be away");
    }

    @Test
    void aStandstillIsSaidAtMostOnceAMinute() {
        pass(1, true, false, 1, 0);
        for (int i = 0; i < 12; i++) {
            pass(6, true, true, 1, 0);
            pass(4, true, false, 1, 0);
        }
        assertThat(heard()).as("two minutes").hasSize(4).allMatch(line -> line.contains("screen"));
    }

    @Test
    void loneViewersAndPlayersThatWaitAreSpokenOf() {
        pass(70, true, false, 0, 1);
        assertThat(heard())
                .hasSize(2)
                .anyMatch(line -> line.contains("keyframe"))
                .anyMatch(line -> line.contains("no other viewer is linked for 60 s"));
        pass(1, true, false, 1, 0);
        assertThat(heard())
                .containsExactly("INFO linked with another viewer", "INFO players get media");
    }

    @Test
    void slicesOfAnotherLengthThanTheRoomsAreNamedOnce() {
        ViewerStatus status = new ViewerStatus(0, 0, 1, 0, 1, 0, false);
        for (int i = 1; i < 50; i++) {
            news.look(TimeUnit.SECONDS.toNanos(i), status, 0, true, 0);
        }
        assertThat(heard()).filteredOn(line -> line.contains("as --slice")).hasSize(1);
    }

    @Test
    void slicesThatTheRoomDoesNotAllowAreNamed() {
        ViewerStatus status = new ViewerStatus(0, 0, 1, 0, 1, 0, false);
        for (int i = 1; i < 50; i++) {
            news.look(TimeUnit.SECONDS.toNanos(i), status, 7 * i, false, 0);
        }
        assertThat(heard()).filteredOn(line -> line.contains("bit rate")).hasSize(1);
    }
}
