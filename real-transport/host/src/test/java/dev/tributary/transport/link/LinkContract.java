package dev.tributary.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link LinkTransport} does. */
public abstract class LinkContract {
    /** The largest message of the protocol (reliability.md T10). */
    protected static final int LARGE = 60 << 10;

    private static final int FRAME = 15 << 10;

    protected LinkBed bed;
    protected LinkSide a;
    protected LinkSide b;

    /** Creates a transport on the loop of the bed. */
    protected abstract LinkTransport create(LinkBed on, LinkEvents events);

    /**
     * Creates a transport that gives up a silent far side in seconds. For the test of that only: a
     * machine that is busy with 64 handshakes is silent, too.
     */
    protected abstract LinkTransport createImpatient(LinkBed on, LinkEvents events);

    /** Makes a side disappear without a word, as a machine that loses power. */
    protected abstract void vanish(LinkSide side);

    /** Returns the links that hold sockets. */
    protected abstract int held(LinkSide side);

    /** Returns the signals of a side that made no sense. */
    protected abstract long ignored(LinkSide side);

    @BeforeEach
    final void addSides() {
        bed = new LinkBed();
        a = bed.add(events -> create(bed, events));
        b = bed.add(events -> create(bed, events));
    }

    @AfterEach
    final void closeBed() {
        bed.close();
    }

    protected final void open(int link) {
        assertThat(bed.open(a, link, b, link, true)).isTrue();
    }

    private static byte[] message(long seed, int length) {
        byte[] message = new byte[length];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < length; i++) {
            message[i] = (byte) random.nextInt();
        }
        return message;
    }

    private boolean send(LinkSide from, int link, byte[] message, boolean media) {
        return bed.call(() -> from.transport().send(link, message, media));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    final void opensWithAndWithoutTrickle(boolean trickle) {
        assertThat(bed.open(a, 3, b, 7, trickle)).isTrue();
        assertThat(a.ups(3)).isEqualTo(1);
        assertThat(b.ups(7)).isEqualTo(1);
        assertThat(a.downs()).isEmpty();
        assertThat(send(a, 3, message(1, 100), false)).isTrue();
        assertThat(bed.await(() -> b.messages(7).size() == 1)).isTrue();
        assertThat(b.messages(7).get(0)).isEqualTo(message(1, 100));
    }

    @Test
    final void controlMessagesArriveInOrderBothWays() {
        open(0);
        List<byte[]> sent = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 150; i++) {
            sent.add(message(i, random.nextInt(1, 2_000)));
        }
        for (byte[] message : sent) {
            assertThat(send(a, 0, message, false)).isTrue();
            assertThat(send(b, 0, message, false)).isTrue();
        }
        assertThat(bed.await(() -> a.messages(0).size() == 150 && b.messages(0).size() == 150))
                .isTrue();
        for (int i = 0; i < sent.size(); i++) {
            assertThat(a.messages(0).get(i)).isEqualTo(sent.get(i));
            assertThat(b.messages(0).get(i)).isEqualTo(sent.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    final void carriesLargeMessages(boolean media) {
        open(0);
        assertThat(send(a, 0, message(1, LARGE), media)).isTrue();
        assertThat(send(b, 0, message(2, LARGE), media)).isTrue();
        assertThat(bed.await(() -> a.messages(0).size() + b.messages(0).size() == 2)).isTrue();
        assertThat(b.messages(0).get(0)).isEqualTo(message(1, LARGE));
        assertThat(a.messages(0).get(0)).isEqualTo(message(2, LARGE));
        int most = a.messageBytesMax(0);
        assertThat(most).isBetween(LARGE, (1 << 16) - 1).isEqualTo(b.messageBytesMax(0));
        assertThat(send(a, 0, message(3, most), media)).isTrue();
        assertThat(bed.await(() -> b.messages(0).size() == 2)).isTrue();
        assertThat(send(a, 0, new byte[most + 1], media)).as("larger than it takes").isFalse();
    }

    @Test
    final void closesAfterWhatWasSent() {
        open(0);
        bed.run(
                () -> {
                    for (int i = 0; i < 20; i++) {
                        assertThat(a.transport().send(0, message(i, FRAME), i % 2 == 0)).isTrue();
                    }
                    a.transport().close(0, CloseReason.UNUSED);
                    assertThat(a.transport().send(0, message(0, 9), false)).isFalse();
                });
        assertThat(bed.await(() -> !b.downs().isEmpty())).isTrue();
        assertThat(b.messages(0)).hasSize(20);
        assertThat(b.reasons()).containsExactly(CloseReason.LEAVING);
        assertThat(bed.await(() -> held(a) == 0 && held(b) == 0)).isTrue();
        assertThat(a.downs()).isEmpty();
    }

    @Test
    final void bothSidesMayCloseAtOnce() {
        open(0);
        bed.run(
                () -> {
                    a.transport().close(0, CloseReason.UNUSED);
                    b.transport().close(0, CloseReason.UNUSED);
                });
        assertThat(bed.await(() -> held(a) == 0 && held(b) == 0)).isTrue();
        assertThat(a.downs()).isEmpty();
        assertThat(b.downs()).isEmpty();
    }

    @Test
    final void aTransportThatClosesEndsItsLinksAtOnce() {
        open(0);
        open(1);
        bed.run(() -> a.transport().close());
        assertThat(held(a)).isZero();
        assertThat(bed.await(() -> b.downs().size() == 2)).isTrue();
        assertThat(b.downs()).containsExactlyInAnyOrder(0, 1);
        assertThat(bed.call(() -> held(b))).isZero();
        assertThat(a.downs()).isEmpty();
        bed.run(() -> a.dial(2, b, 2, true));
        assertThat(held(a)).as("after its end").isZero();
    }

    @Test
    final void noticesThatTheFarSideVanished() {
        b = bed.add(events -> createImpatient(bed, events));
        open(0);
        bed.run(() -> vanish(a));
        assertThat(bed.await(() -> b.downs().equals(List.of(0)))).isTrue();
        assertThat(bed.call(() -> held(b))).isZero();
    }

    @Test
    final void givesUpAnOfferThatIsNonsense() {
        for (int seed = 0; seed < 50; seed++) {
            Payload blob = Payload.of(message(seed, seed));
            int before = b.downs().size();
            bed.run(() -> b.transport().answer(5, true, blob));
            assertThat(b.downs()).as("seed %d", seed).hasSize(before + 1);
        }
        assertThat(b.reasons()).containsOnly(CloseReason.FAILED);
        assertThat(bed.call(() -> held(b))).isZero();
        assertThat(ignored(b)).isEqualTo(50);
    }

    @Test
    final void nonsenseAndLateSignalsChangeNothing() {
        open(0);
        bed.run(
                () -> {
                    for (SignalKind kind : SignalKind.values()) {
                        for (int seed = 0; seed < 40; seed++) {
                            Payload blob = Payload.of(message(seed, seed));
                            a.transport().remoteSignal(0, kind, blob);
                            b.transport().remoteSignal(0, kind, blob);
                            a.transport().remoteSignal(9, kind, blob);
                        }
                    }
                });
        assertThat(ignored(a)).isGreaterThanOrEqualTo(100);
        assertThat(send(a, 0, message(1, 10), false)).isTrue();
        assertThat(bed.await(() -> b.messages(0).size() == 1)).isTrue();
        bed.run(
                () -> {
                    a.transport().close(0, CloseReason.UNUSED);
                    a.transport()
                            .remoteSignal(0, SignalKind.END_OF_CANDIDATES, Payload.of(new byte[0]));
                });
        assertThat(bed.await(() -> held(a) == 0)).isTrue();
        assertThat(a.downs()).isEmpty();
    }

    @Test
    final void aNumberMayBeUsedAgainAtOnce() {
        open(0);
        bed.run(
                () -> {
                    a.transport().send(0, message(1, LARGE), true);
                    a.transport().close(0, CloseReason.UNUSED);
                    a.dial(0, b, 1, true);
                });
        assertThat(bed.await(() -> a.isUp(0) && b.isUp(1))).isTrue();
        assertThat(send(b, 1, message(2, 10), false)).isTrue();
        assertThat(bed.await(() -> a.messages(0).size() == 1)).isTrue();
        assertThat(bed.await(() -> b.downs().equals(List.of(0)))).isTrue();
        assertThat(a.downs()).isEmpty();
    }

    @Test
    final void aNumberThatIsTakenGoesToTheNewLink() {
        open(0);
        bed.run(() -> a.dial(0, b, 1, true));
        assertThat(bed.await(() -> a.isUp(0) && b.isUp(1))).isTrue();
        assertThat(bed.await(() -> b.downs().equals(List.of(0)))).isTrue();
        assertThat(a.downs()).isEmpty();
        assertThat(bed.call(() -> held(a))).isEqualTo(1);
    }

    @Test
    final void refusesWhatItCannotBufferAndRecovers() {
        open(0);
        int accepted =
                bed.call(
                        () -> {
                            int count = 0;
                            while (count < 10_000
                                    && a.transport().send(0, message(1, FRAME), true)) {
                                count++;
                            }
                            return count;
                        });
        assertThat(accepted).isBetween(20, 400);
        assertThat(send(a, 0, message(2, 100), false)).as("control has room").isTrue();
        assertThat(bed.await(() -> b.messages(0).size() == accepted + 1)).isTrue();
        assertThat(send(a, 0, message(3, FRAME), true)).isTrue();
        assertThat(bed.await(() -> b.messages(0).size() == accepted + 2)).isTrue();
    }

    /** Repeated: which handshakes the two sides begin first is chance. */
    @RepeatedTest(5)
    final void has64Links() {
        bed.run(
                () -> {
                    for (int link = 0; link < 64; link++) {
                        a.dial(link, b, 63 - link, link % 2 == 0);
                    }
                });
        assertThat(
                        bed.await(
                                () -> {
                                    boolean up = true;
                                    for (int link = 0; link < 64; link++) {
                                        up &= a.isUp(link) && b.isUp(link);
                                    }
                                    return up;
                                }))
                .as(() -> "down are " + a.downs() + a.reasons() + b.downs() + b.reasons())
                .isTrue();
        bed.run(
                () -> {
                    for (int link = 0; link < 64; link++) {
                        assertThat(a.transport().send(link, new byte[] {(byte) link, 0}, true))
                                .isTrue();
                    }
                });
        for (int link = 0; link < 64; link++) {
            int to = 63 - link;
            assertThat(bed.await(() -> b.messages(to).size() == 1)).isTrue();
            assertThat(b.messages(to).get(0)[0]).isEqualTo((byte) link);
        }
        assertThat(bed.call(() -> held(a) + held(b))).isEqualTo(128);
    }

    @Test
    final void mayBeCalledFromWithinItsEvents() {
        open(0);
        bed.run(
                () -> {
                    b.listen(
                            (link, message) -> {
                                assertThat(b.transport().send(link, message, false)).isTrue();
                                b.transport().close(link, CloseReason.UNUSED);
                                b.dial(link, a, 4, true);
                            });
                    a.onDown(() -> a.dial(0, b, 5, false));
                });
        assertThat(send(a, 0, message(1, 500), false)).isTrue();
        assertThat(bed.await(() -> b.isUp(0) && a.isUp(4) && a.isUp(0) && b.isUp(5))).isTrue();
        assertThat(a.downs()).containsExactly(0);
    }

    @Test
    final void sendsNothingBeforeItIsUp() {
        bed.run(
                () -> {
                    assertThat(a.transport().send(0, message(1, 10), false)).isFalse();
                    a.dial(0, b, 0, true);
                    assertThat(a.transport().send(0, message(1, 10), false)).isFalse();
                    a.transport().close(0, CloseReason.UNUSED);
                    a.transport().close(0, CloseReason.UNUSED);
                });
        assertThat(bed.await(() -> held(a) == 0)).isTrue();
        assertThat(a.downs()).isEmpty();
    }

    @Test
    final void keepsMessagesApart() {
        open(0);
        bed.run(
                () -> {
                    for (int i = 0; i < 30; i++) {
                        a.transport().send(0, message(i, 1 + i * 500), i % 3 == 0);
                    }
                });
        assertThat(bed.await(() -> b.messages(0).size() == 30)).isTrue();
        for (int i = 0; i < 30; i++) {
            byte[] wanted = message(i, 1 + i * 500);
            assertThat(b.messages(0)).anyMatch(got -> Arrays.equals(got, wanted));
        }
    }
}
