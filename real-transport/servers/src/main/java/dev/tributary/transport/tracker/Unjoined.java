package dev.tributary.transport.tracker;

import dev.tributary.transport.http.Network;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** The sockets that have not joined: few per address, and not for long. */
final class Unjoined {
    /** How often the oldest are looked at, per {@code unjoinedMillis}. */
    private static final int LOOKS = 8;

    private record Since(TrackerConnection connection, int stay, long nanos) {}

    private final TrackerServerConfig config;
    private final EventLoop loop;
    private final Map<Long, Integer> perNetwork = new HashMap<>();
    private final Queue<Since> oldestFirst = new ArrayDeque<>();
    private boolean looking;

    Unjoined(TrackerServerConfig config, EventLoop loop) {
        this.config = config;
        this.loop = loop;
    }

    /** Returns whether one more of this address may be here. */
    boolean hasRoom(InetAddress address) {
        return perNetwork.getOrDefault(network(address), 0) < config.unjoinedPerAddress();
    }

    /** A socket has come, or its member has left. */
    void enter(TrackerConnection connection) {
        perNetwork.merge(network(connection.address()), 1, Integer::sum);
        connection.stay++;
        connection.joined = false;
        oldestFirst.add(new Since(connection, connection.stay, System.nanoTime()));
        if (!looking) {
            looking = true;
            lookLater();
        }
    }

    /** A socket has joined, or is gone without having joined. */
    void exit(TrackerConnection connection) {
        connection.stay++;
        connection.joined = true;
        perNetwork.computeIfPresent(
                network(connection.address()), (key, n) -> n == 1 ? null : n - 1);
    }

    private void lookLater() {
        long period = Math.max(1, config.unjoinedMillis() / LOOKS);
        var unused = loop.schedule(this::look, period, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long limit = TimeUnit.MILLISECONDS.toNanos(config.unjoinedMillis());
        long now = System.nanoTime();
        while (!oldestFirst.isEmpty() && now - oldestFirst.peek().nanos >= limit) {
            Since oldest = oldestFirst.remove();
            if (oldest.stay == oldest.connection.stay) {
                oldest.connection.overdue();
            }
        }
        looking = !oldestFirst.isEmpty();
        if (looking) {
            lookLater();
        }
    }

    private static long network(InetAddress address) {
        return Network.of(address);
    }
}
