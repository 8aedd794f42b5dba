package dev.tributary.transport.rtmp;

import dev.tributary.core.base.Check;
import dev.tributary.transport.flv.OddTag;
import dev.tributary.transport.flv.SyntheticFlv;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Hostile publishers: what a good one sends with bytes changed, left out, doubled and cut, or
 * noise, in pieces of any size. Nothing may be thrown but {@link MalformedRtmpException}, no more
 * be held than the bound says, and no answer be longer than what was asked allows.
 *
 * <p>As a program: {@code RtmpFuzz executions seed}.
 */
final class RtmpFuzz {
    private static final String NAME = "0123456789abcdef0123456789abcdef?secret=sixteen or more";
    private static final byte[] HANDSHAKE = ClientBytes.handshake();

    private final Random random;
    private final byte[][] seeds = seeds();
    long malformed;
    long tags;
    long odd;
    long asked;

    RtmpFuzz(long seed) {
        random = new Random(seed);
    }

    private static byte[][] seeds() {
        SyntheticFlv flv = new SyntheticFlv(1);
        ClientBytes all = ClientBytes.publishing("live", NAME).chunkSize(64);
        all.tag(flv.sequenceHeader(0, 0));
        for (int i = 0; i < 3; i++) {
            all.tag(flv.videoTag(i, 40 + 60 * i, i * 40L, i == 0));
        }
        all.message(4, MessageType.VIDEO, 1, 0x100_0000L, new byte[150]);
        all.message(4, MessageType.DATA, 1, 0, metadata());
        all.aggregate(80, flv.videoTag(3, 40, 7, true), flv.videoTag(4, 60, 47, false));
        ClientBytes control = ClientBytes.publishing("live", NAME);
        control.message(2, MessageType.USER_CONTROL, 0, 0, new byte[] {0, 6, 1, 2, 3, 4});
        control.message(2, MessageType.WINDOW_SIZE, 0, 0, new byte[] {0, 0, 0, 1});
        control.message(2, MessageType.ABORT, 0, 0, new byte[] {0, 0, 0, 4});
        control.unpublish(NAME).publish(NAME, "live").tag(flv.videoTag(9, 300, 9, true));
        return new byte[][] {body(all), body(control)};
    }

    private static byte[] metadata() {
        AmfWriter amf = new AmfWriter().text("@setDataFrame").text("onMetaData").begin();
        return amf.field("width", 320).beginField("in").field("x", "y").end().end().bytes();
    }

    private static byte[] body(ClientBytes client) {
        byte[] bytes = client.bytes();
        return Arrays.copyOfRange(bytes, HANDSHAKE.length, bytes.length);
    }

    /** One publisher. */
    void execute() {
        Bounded output = new Bounded();
        RtmpSession session = new RtmpSession(output);
        try {
            session.feed(HANDSHAKE, 0, HANDSHAKE.length);
            feed(session, output, hostile());
        } catch (MalformedRtmpException e) {
            malformed++;
        }
        tags += output.tags;
        odd += output.odd;
        asked += output.asked;
    }

    private void feed(RtmpSession session, Bounded output, byte[] bytes)
            throws MalformedRtmpException {
        int at = 0;
        while (at < bytes.length) {
            int to =
                    Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 9 : 999));
            int taken = session.feed(bytes, at, to);
            at += taken;
            output.fed += taken;
            if (session.stage() == RtmpSession.Stage.ASKED) {
                if (random.nextInt(8) == 0) {
                    session.refuse("because");
                } else {
                    session.admit();
                }
            } else {
                Check.that(at == to, "all bytes are taken");
            }
        }
    }

    private byte[] hostile() {
        if (random.nextInt(8) == 0) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
        for (int change = random.nextInt(5); change > 0; change--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int count = Math.min(bytes.length - at, 1 + random.nextInt(20));
        switch (random.nextInt(5)) {
            case 0:
                bytes[at] = (byte) random.nextInt(256);
                return bytes;
            case 1:
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            case 2:
                return joined(bytes, at, at + count);
            case 3:
                return joined(bytes, at + count, at);
            default:
                bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                return bytes;
        }
    }

    /** Returns the start up to one place, and the rest from another. */
    private static byte[] joined(byte[] bytes, int to, int from) {
        byte[] joined = Arrays.copyOf(bytes, to + bytes.length - from);
        System.arraycopy(bytes, from, joined, to, bytes.length - from);
        return joined;
    }

    /** Takes what a session does, within bounds. */
    private static final class Bounded implements RtmpOutput {
        long fed;
        long sent;
        int tags;
        int odd;
        int asked;

        @Override
        public void send(byte[] bytes) {
            sent += bytes.length;
            Check.that(sent <= 10_000 + 40 * (fed + 1_000), "answers are in proportion");
        }

        @Override
        public void publish(PublishName name) {
            asked++;
        }

        @Override
        public void tag(int type, long millis, byte[] body) {
            tags++;
            Check.that(MessageType.media(type), "a tag is audio, video or data");
            Check.that(millis >>> 32 == 0, "a time has 32 bits");
        }

        @Override
        public void skipped(OddTag why) {
            odd++;
        }

        @Override
        public void unpublished() {
            Check.that(asked > 0, "only what was asked for ends");
        }

        @Override
        public void close(String reason) {
            Check.that(!reason.isEmpty(), "an end has a reason");
        }
    }

    /** Runs many. */
    public static void main(String... args) {
        long executions = Long.parseLong(args[0]);
        RtmpFuzz fuzz = new RtmpFuzz(Long.parseLong(args[1]));
        long start = System.nanoTime();
        for (long i = 0; i < executions; i++) {
            fuzz.execute();
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.printf(
                "%,d executions in %,d s: %,d malformed, %,d asked to publish, %,d tags, %,d odd%n",
                executions, seconds, fuzz.malformed, fuzz.asked, fuzz.tags, fuzz.odd);
    }
}
