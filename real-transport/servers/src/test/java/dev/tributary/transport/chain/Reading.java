package dev.tributary.transport.chain;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.flv.FlvDemuxer;
import dev.tributary.transport.flv.FlvOutput;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.flv.OddTag;
import dev.tributary.transport.player.Screen;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** A player that reads one answer on a thread of its own, and looks at its times. */
final class Reading implements AutoCloseable, FlvOutput {
    private static final int PIECE = 1_000;

    private final Screen screen;
    private final Thread thread = new Thread(this::run, "player");
    private final Map<MediaTag.Kind, Long> latest = new EnumMap<>(MediaTag.Kind.class);
    private long firstMillis = -1;
    private long lastMillis;
    private long backMillis;
    private long jumpMillis;
    private boolean ended;

    Reading(int port) throws IOException, InterruptedException {
        screen = new Screen(port);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        FlvDemuxer demuxer = new FlvDemuxer(this);
        try {
            while (true) {
                demuxer.feed(screen.read(PIECE), 0, PIECE);
            }
        } catch (IOException | MalformedFlvException over) {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized void tag(MediaTag tag, byte[] bytes) {
        if (!tag.timed()) {
            return;
        }
        long millis = tag.dtsMillis();
        firstMillis = firstMillis < 0 ? millis : firstMillis;
        lastMillis = millis;
        Long before = latest.put(tag.kind(), millis);
        if (before != null) {
            backMillis = Math.max(backMillis, before - millis);
            jumpMillis = Math.max(jumpMillis, millis - before);
        }
    }

    @Override
    public void skipped(OddTag why) {
        throw new IllegalStateException("an odd tag in what players get: " + why);
    }

    /** Returns how much media has come. */
    synchronized long spanMillis() {
        return lastMillis - firstMillis;
    }

    /** Returns the largest step back of sound or picture. */
    synchronized long backMillis() {
        return backMillis;
    }

    /** Returns the largest step from one frame of sound or picture to its next. */
    synchronized long jumpMillis() {
        return jumpMillis;
    }

    synchronized boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        screen.close();
    }
}
