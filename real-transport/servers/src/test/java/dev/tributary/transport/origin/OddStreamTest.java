package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.MediaTag.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** An odd tag costs itself and nothing else: all the others come to the player. */
@Timeout(300)
@Tag("slow")
final class OddStreamTest {
    @TestFactory
    Stream<DynamicTest> aPlayerGetsEveryFrameOfAStreamWith() throws Exception {
        Clip whole = Clip.fixture();
        return OddStreams.all().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> plays(whole, one)));
    }

    private static void plays(Clip whole, Map.Entry<String, byte[]> one) throws Exception {
        try (Show show = new Show()) {
            show.push(one.getValue());
            assertThat(show.jumps()).isZero();
            List<byte[]> answers = show.played();
            assertThat(answers).hasSize(1);
            Clip played = Clip.of(answers.get(0));
            for (Kind kind : new Kind[] {Kind.VIDEO, Kind.AUDIO}) {
                List<byte[]> sent = whole.frames(kind);
                List<byte[]> got = played.frames(kind);
                assertThat(got.size()).as("%s", kind).isEqualTo(sent.size());
                for (int i = 0; i < sent.size(); i++) {
                    assertThat(got.get(i)).as("%s %d", kind, i).isEqualTo(sent.get(i));
                }
                assertThat(played.times(kind)).isEqualTo(whole.times(kind));
            }
        }
    }
}
