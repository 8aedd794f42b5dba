package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.edge.EdgeServer;
import dev.tributary.transport.edge.Viewer;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.seal.SealCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What edges make of an origin with other numbers or another key, over real sockets. */
@Timeout(60)
@Tag("slow")
final class AnotherOriginTest {
    private static final int FIRST = OriginBed.SECONDS;

    private final OriginBed bed = new OriginBed();
    private final Footage footage = new Footage();
    private final SecureRandom random = new SecureRandom();

    @TempDir private Path directory;

    /** A step of less than what the edge keeps, and of more; edges behind edges alike. */
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 3_600})
    void edgesBeginAnewHoweverFarNumbersGoBack(int back) throws Exception {
        try (OriginServer first = bed.origin(0, FIRST)) {
            int port = first.port();
            try (EdgeServer inner = OriginBed.edge(port);
                    EdgeServer outer = OriginBed.edge(inner.port());
                    Viewer viewer = viewer(outer.port())) {
                try (Push push = push(port)) {
                    push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 3)).end();
                }
                viewer.await("three", () -> newest(viewer) == FIRST + 2);
                first.service().stop().join();
                try (OriginServer second = bed.origin(port, FIRST - back);
                        Push push = push(second.port())) {
                    push.send(FlvHeader.bytes(false, true));
                    int seconds = 0;
                    while (newest(viewer) != FIRST - back + seconds - 2) {
                        assertThat(seconds).as("seconds, and nothing is seen").isLessThan(30);
                        push.send(footage.seconds(90_000 + 1_040L * seconds++, 1));
                        TimeUnit.MILLISECONDS.sleep(300);
                    }
                    viewer.data.clear();
                    viewer.run(client -> client.fetchFromEdge(7, FIRST - back + 1, 0, 0, false));
                    viewer.await("a slice of the second", () -> !viewer.data.isEmpty());
                    SliceHeader got = viewer.data.get(0).header();
                    assertThat(got.dtsMillis()).isGreaterThanOrEqualTo(90_000);
                    assertThat(seconds).isLessThan(10);
                }
            }
        }
    }

    @Test
    void originWhoseClockWentBackGoesOnAboveWhatItKept() throws Exception {
        int newest;
        try (OriginServer first = kept(0, FIRST);
                Viewer viewer = viewer(first.port());
                Push push = push(first.port())) {
            push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 20)).end();
            viewer.await("twenty", () -> newest(viewer) == FIRST + 19);
            newest = newest(viewer);
        }
        try (OriginServer second = kept(0, FIRST - 3_600);
                Viewer viewer = viewer(second.port());
                Push push = push(second.port())) {
            push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 2)).end();
            viewer.await("more", () -> newest(viewer) > newest);
            assertThat(newest(viewer)).isLessThan(newest + 2 * SliceNumbers.RESERVED);
        }
    }

    private OriginServer kept(int port, int seconds) throws Exception {
        SliceNumbers numbers = SliceNumbers.keptIn(directory, OriginBed.clock(seconds));
        return OriginBed.origin(port, () -> bed.keys, numbers);
    }

    @Test
    void newKeyIsTakenFromTheFileWithoutARestart() throws Exception {
        Path file = directory.resolve("origin.keys");
        KeyFile keys = new KeyFile(file, random);
        OriginKeys before = keys.get();
        SliceNumbers numbers = SliceNumbers.byClock(OriginBed.clock(FIRST));
        try (OriginServer origin = OriginBed.origin(0, keys, numbers);
                EdgeServer edge = OriginBed.edge(origin.port());
                Viewer viewer = viewer(edge.port());
                Push push = push(origin.port())) {
            push.send(FlvHeader.bytes(false, true)).send(footage.seconds(0, 4));
            viewer.await("three", () -> newest(viewer) == FIRST + 2);
            SealCheck after = check(before.rotate(file, random));
            int seconds = 4;
            while (!signed(after, index(viewer))) {
                assertThat(seconds).as("seconds, and the old key signs").isLessThan(15);
                push.send(footage.seconds(1_040L * seconds++, 1));
                TimeUnit.MILLISECONDS.sleep(300);
            }
            List<SliceHeader> listed = index(viewer).index().headers();
            int first = listed.get(0).slice();
            assertThat(first).as("what only the old key has signed").isGreaterThan(FIRST + 2);
            viewer.await("header", () -> signedHeader(viewer, after, first));
            assertThat(signedHeader(viewer, check(before), first - 1)).isTrue();
            viewer.run(client -> client.fetchFromEdge(7, first, 0, 0, false));
            viewer.await("its seal", () -> viewer.seal(first) != null);
            assertThat(after.signed(viewer.header(first), viewer.seal(first))).isTrue();
        }
    }

    @Test
    void keyFileThatIsBrokenChangesNothing() throws Exception {
        Path file = directory.resolve("origin.keys");
        KeyFile keys = new KeyFile(file, random);
        OriginKeys before = keys.get();
        String good = Files.readString(file);
        Files.writeString(file, "tributary-origin-keys 1\nnonsense\n");
        assertThat(keys.get()).isSameAs(before);
        Files.delete(file);
        assertThat(keys.get()).isSameAs(before);
        Files.writeString(file, good);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(keys.get()).isSameAs(before);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        OriginKeys after = before.rotate(file, random);

        assertThat(keys.get().publicKeys()).isEqualTo(after.publicKeys());
    }

    private static SealCheck check(OriginKeys keys) throws Exception {
        return new SealCheck(OriginBed.STREAM, Ed25519.raw(keys.publicKeys().get(0)));
    }

    private static boolean signed(SealCheck check, SignedIndex index) {
        return check.index(bytes(index.encoded()), bytes(index.signature()));
    }

    private static boolean signedHeader(Viewer viewer, SealCheck check, int slice) {
        BlockingQueue<SignedHeader> answer = new ArrayBlockingQueue<>(1);
        viewer.run(client -> client.fetchHeader(slice, it -> keep(answer, it)));
        try {
            SignedHeader header = answer.poll(500, TimeUnit.MILLISECONDS);
            return header != null && check.header(bytes(header.flv()), bytes(header.signature()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keep(BlockingQueue<SignedHeader> answer, SignedHeader header) {
        if (header != null) {
            answer.add(header);
        }
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    private static Push push(int port) throws Exception {
        return new Push(port, OriginBed.PUBLISH, OriginBed.SECRET);
    }

    private static Viewer viewer(int port) {
        return new Viewer(OriginBed.base(port), OriginBed.STREAM, 6);
    }

    private static SignedIndex index(Viewer viewer) throws InterruptedException {
        viewer.run(EdgeClient::fetchIndex);
        return viewer.indices.poll(1, TimeUnit.SECONDS);
    }

    /** Returns the newest slice that is listed, 0 when there is no index. */
    private static int newest(Viewer viewer) {
        try {
            SignedIndex index = index(viewer);
            return index == null ? 0 : index.newest();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
