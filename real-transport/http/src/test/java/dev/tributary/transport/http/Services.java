package dev.tributary.transport.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Services for tests, on loopback. */
public final class Services {
    private Services() {}

    public static HttpService plain(HttpLimits limits) {
        return new HttpService(config().withLimits(limits), registry());
    }

    public static HttpConfig config() {
        return HttpConfig.of("test", loopback());
    }

    public static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    public static InetSocketAddress loopback() {
        return loopback(0);
    }

    public static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Times short enough for a test that waits for them. */
    public static HttpLimits impatient() {
        return HttpLimits.defaults().withTimes(300, 600, 500, 1_000);
    }
}
