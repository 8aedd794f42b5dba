package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.sctp.SctpAssociation;
import dev.tributary.webrtc.sctp.SctpCloseReason;
import dev.tributary.webrtc.sctp.SctpConfig;
import dev.tributary.webrtc.sctp.SctpOutput;
import dev.tributary.webrtc.sctp.SctpRole;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link takes over lines that change, with two associations in virtual milliseconds. */
final class FullLineTest {
    private static final long MILLI = 1_000_000L;
    private static final int CONTROL = 0;
    private static final int MEDIA = 1;
    private static final int MESSAGE = 4_000;
    private static final int QUEUE_MILLIS = 1_000;

    /** Bytes a millisecond. */
    private int lineRate = 12_500;

    private int rttMillis = 20;
    private long millis = 1;
    private final End sender = new End(SctpRole.CLIENT);
    private final End receiver = new End(SctpRole.SERVER);
    private final LineMemory line = new LineMemory();
    private final MediaBacklog backlog = new MediaBacklog(line, 200 * MILLI, 1_191);
    private long offered;
    private long accepted;
    private int changes;
    private double queueMaxMillis;

    private static final class Packet {
        private final long arrivesMillis;
        private final byte[] bytes;

        Packet(long arrivesMillis, byte... bytes) {
            this.arrivesMillis = arrivesMillis;
            this.bytes = bytes;
        }
    }

    private final class End implements SctpOutput {
        private final SctpAssociation sctp;
        private final ArrayDeque<Packet> way = new ArrayDeque<>();
        private boolean dead;
        private double freeMillis;
        private long gotBytes;

        End(SctpRole role) {
            sctp = new SctpAssociation(SctpConfig.defaults(), role, new Random(1), this);
            sctp.openNegotiated(0, CONTROL, "ctl", true);
            sctp.openNegotiated(0, MEDIA, "data", false);
        }

        @Override
        public void packet(byte[] bytes, int offset, int length) {
            double waits = Math.max(0, freeMillis - millis);
            if (dead || waits > QUEUE_MILLIS) {
                return;
            }
            queueMaxMillis = Math.max(queueMaxMillis, this == sender ? waits : 0);
            freeMillis = Math.max(freeMillis, (double) millis) + (double) length / lineRate;
            long arrives = (long) Math.ceil(freeMillis + rttMillis / 2.0);
            way.add(new Packet(arrives, Arrays.copyOfRange(bytes, offset, offset + length)));
        }

        private void arrive(End to) {
            while (!way.isEmpty() && way.peek().arrivesMillis <= millis) {
                byte[] bytes = way.poll().bytes;
                to.sctp.onPacket(millis * MILLI, bytes, 0, bytes.length);
                look();
            }
        }

        @Override
        public void message(int id, byte[] payload, boolean binary) {
            gotBytes += id == MEDIA ? payload.length : 0;
        }

        @Override
        public void connected() {}

        @Override
        public void channelOpen(int id, String label, String protocol) {}

        @Override
        public void channelClosed(int id) {}

        @Override
        public void bufferedAmountLow(int id) {}

        @Override
        public void closed(SctpCloseReason reason) {
            throw new AssertionError(reason);
        }
    }

    private void look() {
        MediaBacklog.Look look = MediaBacklog.Look.at(sender.sctp, MEDIA);
        changes += backlog.changes(millis * MILLI, look) ? 1 : 0;
    }

    /** Lets time pass, in which so many bytes a millisecond are to be sent. */
    private void pass(int forMillis, int bytesPerMilli) {
        for (int i = 0; i < forMillis; i++) {
            millis++;
            offered += bytesPerMilli;
            sender.arrive(receiver);
            receiver.arrive(sender);
            receiver.sctp.onTimer(millis * MILLI);
            sender.sctp.onTimer(millis * MILLI);
            look();
            send();
        }
    }

    private void send() {
        while (offered - accepted >= MESSAGE && !backlog.full()) {
            sender.sctp.send(millis * MILLI, MEDIA, new byte[MESSAGE], true);
            backlog.accepted(millis * MILLI, MESSAGE);
            accepted += MESSAGE;
            look();
        }
    }

    private long passes(int forMillis, int bytesPerMilli) {
        long before = receiver.gotBytes;
        pass(forMillis, bytesPerMilli);
        return receiver.gotBytes - before;
    }

    @BeforeEach
    void connect() {
        sender.sctp.connect(0);
        receiver.sctp.connect(0);
        pass(1_000, 0);
        pass(5_000, 250);
        assertThat(receiver.gotBytes).isGreaterThan(1_200_000);
        assertThat(changes).as("nothing was ever full").isZero();
    }

    /** 2 Mbit/s over a line that falls from 100 to 0.8: it is never idle, and holds little. */
    @Test
    void aLineThatFallsToLessStaysInUse() {
        lineRate = 100;
        pass(2_000, 250);
        queueMaxMillis = 0;

        assertThat(passes(20_000, 250)).isGreaterThan(20_000 * 90);
        assertThat(queueMaxMillis).isLessThan(400);
        lineRate = 12_500;
        pass(1_000, 250);
        assertThat(passes(10_000, 500)).as("it recovers").isGreaterThan(10_000 * 480);
    }

    /** Another pair of addresses, a relay, a receiver whose own line is full. */
    @ParameterizedTest
    @ValueSource(ints = {100, 160, 200, 250, 300, 400})
    void aWayThatBecomesLongerGoesOn(int rtt) {
        rttMillis = rtt;
        pass(15_000, 250);

        assertThat(passes(20_000, 250)).isGreaterThan(20_000 * 240);
        pass(50_000, 250);
        assertThat(line.wasFull(millis * MILLI)).as("long after").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 100, 150})
    void slowStartIsNoFullLine(int rtt) {
        rttMillis = rtt;
        pass(80_000, 8);
        offered += 250_000;
        pass(3_000, 0);

        assertThat(line.wasFull(millis * MILLI)).isFalse();
    }

    @Test
    void nothingComesOverADeadLine() {
        receiver.dead = true;
        long before = accepted;
        pass(3_000, 250);

        assertThat(accepted - before).isLessThan(200_000);
        assertThat(changes).isLessThan(30);
        receiver.dead = false;
        pass(4_000, 0);
        assertThat(passes(5_000, 250)).isGreaterThan(5_000 * 240);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 100, 200})
    void controlMessagesFillNothing(int everyMillis) {
        rttMillis = 100;
        pass(80_000, 8);
        changes = 0;
        for (int i = 0; i < 10_000 / everyMillis; i++) {
            sender.sctp.send(millis * MILLI, CONTROL, new byte[40], true);
            pass(everyMillis, 8);
        }

        assertThat(changes).isZero();
        assertThat(line.wasFull(millis * MILLI)).isFalse();
    }
}
