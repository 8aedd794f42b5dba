package dev.tributary.webrtc.oracle;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Another WebRTC implementation, which a test talks to by messages: a kind and a body. It has one
 * connection with the two channels of a link and sends back what it gets on them.
 */
public interface Oracle extends AutoCloseable {
    /** What one side tells the other. */
    record Message(String kind, String body) {}

    /** Tells it something. */
    void tell(String kind, String body);

    /** What it told us. */
    Inbox inbox();

    /** Waits until it can work; skips the test where it never can. */
    default void awaitReady(long seconds) throws InterruptedException {
        await("ready", seconds);
    }

    /** Waits for its next message of a kind and returns the body. */
    default String await(String kind, long seconds) throws InterruptedException {
        return inbox().await(kind, seconds);
    }

    /** Waits for a message of a kind with this body, which may have come already. */
    default void await(String kind, String body, long seconds) throws InterruptedException {
        inbox().await(kind, body, seconds);
    }

    /** An address that it gathers too: never the loopback one. Skips the test without any. */
    static InetAddress interfaceAddress() throws SocketException {
        Optional<InetAddress> found =
                Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                        .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no IPv4 address but the loopback one");
        return found.get();
    }

    @Override
    void close() throws IOException;
}
