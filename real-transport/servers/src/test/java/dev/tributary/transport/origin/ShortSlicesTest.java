package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.edge.EdgeServer;
import dev.tributary.transport.edge.Viewer;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.seal.SealCheck;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slices of a frame or two, from a publisher over origin and edge to a viewer. */
@Timeout(60)
@Tag("slow")
final class ShortSlicesTest {
    private static final int FIRST = OriginBed.SECONDS;

    private final OriginBed bed = new OriginBed();

    private static int bytes(Viewer viewer) {
        return viewer.whole().values().stream().mapToInt(media -> media.length).sum();
    }

    @Test
    void everyFrameIsASliceThatIsSignedAndListed() throws Exception {
        byte[] file = Fixture.bytes();
        int mediaBytes = file.length - FlvHeader.BYTES;
        OriginStreamConfig frames =
                OriginStreamConfig.pushed(OriginBed.STREAM, OriginBed.SECRET).withSlices(20);
        try (OriginServer origin = bed.origin(0, FIRST, frames);
                EdgeServer edge = OriginBed.edge(origin.port());
                Viewer viewer = new Viewer(OriginBed.base(edge.port()), OriginBed.STREAM, 6);
                Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            assertThat(push.send(file).end()).isEqualTo("HTTP/1.1 200 OK published");
            viewer.await("all of it", () -> bytes(viewer) == mediaBytes);

            List<Integer> numbers = List.copyOf(viewer.whole().keySet());
            assertThat(numbers).hasSizeGreaterThan(200);
            assertThat(numbers.get(0)).isEqualTo(FIRST);
            assertThat(numbers.get(numbers.size() - 1)).isEqualTo(FIRST + numbers.size() - 1);
            SealCheck check = bed.check();
            for (int slice : List.of(FIRST, FIRST + 100, FIRST + numbers.size() - 1)) {
                assertThat(check.signed(viewer.header(slice), viewer.seal(slice))).isTrue();
            }
            viewer.await("index", () -> newest(viewer) == numbers.get(numbers.size() - 1));
            viewer.run(EdgeClient::fetchIndex);
            List<SliceHeader> listed = viewer.indices.poll(9, TimeUnit.SECONDS).index().headers();
            assertThat(listed).hasSize(Math.min(512, numbers.size()));
            assertThat(listed).allMatch(header -> header.durationMillis() <= 60);
        }
    }

    /** The edge asks for the index behind the slices. */
    private static int newest(Viewer viewer) {
        viewer.run(EdgeClient::fetchIndex);
        try {
            SignedIndex index = viewer.indices.poll(9, TimeUnit.SECONDS);
            return index == null ? 0 : index.newest();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
