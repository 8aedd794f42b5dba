package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.MediaTag.Role;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.edge.EdgeServer;
import dev.tributary.transport.edge.Viewer;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.Tags;
import dev.tributary.transport.http.RawClient;
import dev.tributary.transport.seal.SealCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a publisher over origin and edges to a viewer, over real sockets. */
@Timeout(60)
@Tag("slow")
final class OriginServerTest {
    private static final int FIRST = OriginBed.SECONDS;

    private final OriginBed bed = new OriginBed();
    private final Footage footage = new Footage();

    @Test
    void theBytesThatComeOutAreTheFlvThatWentIn() throws Exception {
        byte[] file = Fixture.bytes();
        try (OriginServer origin = bed.origin(0, FIRST);
                EdgeServer inner = OriginBed.edge(origin.port());
                EdgeServer outer = OriginBed.edge(inner.port());
                Viewer streaming = viewer(outer.port());
                Viewer fetching = viewer(outer.port());
                Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            streaming.run(client -> client.streamFromEdge(0b111111, 0));
            for (int at = 0; at < file.length; at += 7_777) {
                push.send(Arrays.copyOfRange(file, at, Math.min(file.length, at + 7_777)));
            }
            assertThat(push.end()).isEqualTo("HTTP/1.1 200 OK published");
            int last = FIRST + 9;
            streaming.await("the end", () -> media(streaming).length == file.length - 13);
            assertThat(streaming.whole().keySet()).contains(FIRST, last);
            assertThat(media(streaming)).isEqualTo(Arrays.copyOfRange(file, 13, file.length));

            SealCheck check = bed.check();
            for (int s = FIRST; s <= last; s++) {
                int slice = s;
                assertThat(check.signed(streaming.header(s), streaming.seal(s))).isTrue();
                fetching.run(client -> client.fetchFromEdge(slice, slice, 0, 0, false));
            }
            fetching.await(
                    "all", () -> fetching.whole().keySet().equals(streaming.whole().keySet()));
            assertThat(media(fetching)).isEqualTo(media(streaming));

            SignedIndex index = index(fetching);
            assertThat(index.index().headers()).hasSize(streaming.whole().size());
            byte[] message = bytes(index.encoded());
            assertThat(check.index(message, bytes(index.signature()))).isTrue();
        }
    }

    @Test
    void aPlayerGetsItsConfigurationBeforeTheFirstSlice() throws Exception {
        byte[] file = Fixture.bytes();
        try (OriginServer origin = bed.origin(0, FIRST);
                EdgeServer edge = OriginBed.edge(origin.port());
                Viewer viewer = viewer(edge.port());
                Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            assertThat(header(viewer)).isEmpty();
            push.send(file).end();
            viewer.await("header", () -> header(viewer).isPresent());
            byte[] flv = bytes(header(viewer).orElseThrow().flv());
            byte[] signature = bytes(header(viewer).orElseThrow().signature());
            assertThat(bed.check().header(flv, signature)).isTrue();
            assertThat(bed.check().index(flv, signature)).isFalse();

            List<MediaTag> found = Tags.of(flv).tags;
            assertThat(found)
                    .extracting(MediaTag::kind)
                    .containsExactly(
                            MediaTag.Kind.SCRIPT, MediaTag.Kind.VIDEO, MediaTag.Kind.AUDIO);
            assertThat(found)
                    .extracting(MediaTag::role)
                    .containsExactly(Role.ASIDE, Role.CONFIGURATION, Role.CONFIGURATION);
        }
    }

    private static Optional<SignedHeader> header(Viewer viewer) {
        BlockingQueue<Optional<SignedHeader>> answer = new LinkedBlockingQueue<>();
        viewer.run(client -> client.fetchHeader(1, it -> answer.add(Optional.ofNullable(it))));
        try {
            return answer.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPublisherWhoComesBackContinuesTheNumbersWithADiscontinuity() throws Exception {
        try (OriginServer origin = bed.origin(0, FIRST);
                EdgeServer edge = OriginBed.edge(origin.port());
                Viewer viewer = viewer(edge.port())) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 3));
                viewer.await("two", () -> viewer.whole().size() == 2);
            }
            viewer.await("what was open", () -> viewer.whole().size() == 3);
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(FlvHeader.bytes(false, true)).send(footage.seconds(50_000, 2));
                assertThat(push.end()).startsWith("HTTP/1.1 200");
            }
            viewer.await("all", () -> viewer.whole().size() == 5);
            assertThat(viewer.whole())
                    .containsOnlyKeys(FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 4);
            assertThat(discontinuities(viewer)).isEqualTo("D..D.");
            assertThat(viewer.failed).isEmpty();
        }
    }

    @Test
    void jumpsOfAClockAreMarkedAndMediaTimeGoesOnThere() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        // The last step is where 32 bits of milliseconds end: time goes on there.
        long[] starts = {0, 3_600_000, 10_000, 0xffff_f000L, 0};
        long[] moved = {0, 2_080, 4_160, 6_240, 6_240 + 4_096};
        for (int i = 0; i < starts.length; i++) {
            sent.writeBytes(footage.seconds(starts[i], 2));
            footage.rewind(2);
            expected.writeBytes(footage.seconds(moved[i], 2));
        }
        try (OriginServer origin = bed.origin(0, FIRST);
                EdgeServer edge = OriginBed.edge(origin.port());
                Viewer viewer = viewer(edge.port());
                Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            push.send(FlvHeader.bytes(false, true)).send(sent.toByteArray()).end();
            viewer.await("all", () -> media(viewer).length == sent.size());
            assertThat(media(viewer)).isEqualTo(expected.toByteArray());
            assertThat(discontinuities(viewer)).isEqualTo("D.D.D.D...");
        }
    }

    @Test
    void anOriginThatStartsAnewGoesOnAboveAllItsNumbers() throws Exception {
        try (OriginServer first = bed.origin(0, FIRST)) {
            int port = first.port();
            try (EdgeServer edge = OriginBed.edge(port);
                    Viewer viewer = viewer(edge.port())) {
                viewer.run(client -> client.streamFromEdge(0b111111, 0));
                try (Push push = new Push(port, OriginBed.PUBLISH, OriginBed.SECRET)) {
                    push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 3)).end();
                }
                viewer.await("three", () -> viewer.whole().size() == 3);
                first.service().stop().join();
                assertThat(index(viewer).index().headers()).hasSize(3);
                try (OriginServer second = bed.origin(port, FIRST + 60);
                        Push push = new Push(port, OriginBed.PUBLISH, OriginBed.SECRET)) {
                    assertThat(second.port()).isEqualTo(port);
                    push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 2)).end();
                    viewer.await("two more", () -> viewer.whole().size() == 5);
                    assertThat(viewer.whole()).containsKeys(FIRST + 2, FIRST + 60, FIRST + 61);
                    assertThat(discontinuities(viewer)).isEqualTo("D..D.");
                    viewer.await("index", () -> newest(viewer) == FIRST + 61);
                    assertThat(viewer.failed).isEmpty();
                }
            }
        }
    }

    @Test
    void anEdgeWaitsForAnOriginThatIsNotThereYet() throws Exception {
        int port;
        try (OriginServer before = bed.origin(0, FIRST)) {
            port = before.port();
        }
        try (EdgeServer edge = OriginBed.edge(port);
                Viewer viewer = viewer(edge.port())) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            viewer.run(EdgeClient::fetchIndex);
            viewer.await("no index", () -> viewer.log.contains("indexFailed"));
            try (OriginServer origin = bed.origin(port, FIRST);
                    Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 2)).end();
                viewer.await("both", () -> viewer.whole().size() == 2);
                assertThat(viewer.failed).isEmpty();
            }
        }
    }

    @Test
    void onlyWhoKnowsTheSecretPublishesAndOnlyOneAtATime() throws Exception {
        try (OriginServer origin = bed.origin(0, FIRST)) {
            int port = origin.port();
            try (Push stranger = new Push(port, OriginBed.PUBLISH, "sixteen characters or mor")) {
                assertThat(stranger.answer())
                        .startsWith("HTTP/1.1 403 Forbidden bad_push_secret: ");
            }
            try (Push one = new Push(port, OriginBed.PUBLISH, OriginBed.SECRET)) {
                one.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 2));
                awaitIndex(port); // or the second may be heard first
                try (Push two = new Push(port, OriginBed.PUBLISH, OriginBed.SECRET)) {
                    assertThat(two.answer()).startsWith("HTTP/1.1 409 Conflict has_a_publisher: ");
                }
                assertThat(one.end()).isEqualTo("HTTP/1.1 200 OK published");
            }
        }
    }

    /** Waits until a publisher is heard. */
    private static void awaitIndex(int port) throws IOException {
        String path = EdgeApi.path(OriginBed.STREAM) + "/index";
        String ask = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!RawClient.exchange(port, ask).startsWith("HTTP/1.1 200")) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void aPublisherWhoIsSilentForThreeSecondsIsReplaced() throws Exception {
        try (OriginServer origin = bed.origin(0, FIRST);
                Push silent = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            silent.send(FlvHeader.bytes(false, true));
            String answer = "";
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!answer.startsWith("HTTP/1.1 200") && System.nanoTime() < end) {
                try (Push other = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                    other.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 1));
                    answer = other.end();
                } catch (IOException refused) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            assertThat(answer).isEqualTo("HTTP/1.1 200 OK published");
        }
    }

    @Test
    void whatIsNoFlvEndsItsPublisherAndNothingElse() throws Exception {
        try (OriginServer origin = bed.origin(0, FIRST);
                EdgeServer edge = OriginBed.edge(origin.port());
                Viewer viewer = viewer(edge.port())) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 2));
                push.send(new byte[5 << 20]);
                assertThat(push.answer())
                        .startsWith("HTTP/1.1 400 Bad Request malformed_flv: byte ")
                        .endsWith("expected a tag within 4 MiB");
            }
            viewer.await("both", () -> viewer.whole().size() == 2);
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send("GIF89a and so on".getBytes(StandardCharsets.US_ASCII));
                assertThat(push.answer()).contains("400").contains("expected FLV");
            }
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 1)).end();
            }
            viewer.await("third", () -> viewer.whole().size() == 3);
            assertThat(viewer.failed).isEmpty();
        }
    }

    @Test
    void aSourceThatIsFasterThanTimeWaits() throws Exception {
        try (OriginServer origin = bed.origin(0, FIRST);
                Viewer viewer = viewer(origin.port());
                Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            push.send(FlvHeader.bytes(false, true));
            for (int s = 0; s < 36; s++) {
                push.send(footage.seconds(s * 1_040L, 1));
            }
            viewer.await("the first", () -> viewer.whole().size() >= OriginStreamConfig.AHEAD_MAX);
            int early = viewer.whole().size();
            viewer.await("more", () -> viewer.whole().size() > early);
            assertThat(early).isLessThan(35);
        }
    }

    @Test
    void aStreamCanBePulled() throws Exception {
        try (OriginServer first = bed.origin(0, FIRST);
                FlvFile file = new FlvFile(Fixture.bytes());
                OriginServer pulling =
                        bed.origin(
                                0,
                                FIRST,
                                OriginStreamConfig.pulled(OriginBed.STREAM, file.target()));
                Viewer viewer = viewer(pulling.port())) {
            assertThat(first.port()).isNotEqualTo(pulling.port());
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            viewer.await("the file", () -> media(viewer).length >= Fixture.bytes().length - 13);
            viewer.await("again", () -> viewer.whole().size() > 11);
            byte[] once = Arrays.copyOf(media(viewer), Fixture.bytes().length - 13);
            assertThat(once).isEqualTo(Arrays.copyOfRange(Fixture.bytes(), 13, 13 + once.length));
        }
    }

    private static Viewer viewer(int port) {
        return new Viewer(OriginBed.base(port), OriginBed.STREAM, 6);
    }

    private static byte[] media(Viewer viewer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        viewer.whole().values().forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String discontinuities(Viewer viewer) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Integer, byte[]> slice : viewer.whole().entrySet()) {
            int flags = viewer.header(slice.getKey()).flags();
            text.append((flags & SliceHeader.DISCONTINUITY) != 0 ? 'D' : '.');
        }
        return text.toString();
    }

    private static SignedIndex index(Viewer viewer) throws InterruptedException {
        viewer.run(EdgeClient::fetchIndex);
        return viewer.indices.poll(10, TimeUnit.SECONDS);
    }

    private static int newest(Viewer viewer) {
        try {
            var headers = index(viewer).index().headers();
            return headers.get(headers.size() - 1).slice();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }
}
