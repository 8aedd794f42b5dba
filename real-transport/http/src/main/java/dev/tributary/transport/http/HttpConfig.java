package dev.tributary.transport.http;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where and how a service listens.
 *
 * @param name of the service in metrics and logs
 * @param address to bind; port 0 takes any free one
 * @param admin own address for {@code /metrics} and {@code /healthz}, or null: then {@code
 *     /metrics} answers on the main port, to clients on this machine only (T21)
 * @param tls certificate chain and key, or null for plain text
 * @param limits what a client may take
 */
public record HttpConfig(
        String name,
        InetSocketAddress address,
        InetSocketAddress admin,
        Tls tls,
        HttpLimits limits) {
    /**
     * PEM files for TLS 1.2 and 1.3.
     *
     * @param certificates the chain, own certificate first
     * @param key PKCS#8, not encrypted
     */
    public record Tls(Path certificates, Path key) {
        /** Checks that both are given. */
        public Tls {
            Objects.requireNonNull(certificates, "certificates");
            Objects.requireNonNull(key, "key");
        }
    }

    /** Checks that the parts without a default are given. */
    public HttpConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(limits, "limits");
    }

    /** Plain text with the default limits, without a port of its own for the metrics. */
    public static HttpConfig of(String name, InetSocketAddress address) {
        return new HttpConfig(name, address, null, null, HttpLimits.defaults());
    }

    /** Returns this with other limits. */
    public HttpConfig withLimits(HttpLimits other) {
        return new HttpConfig(name, address, admin, tls, other);
    }

    /** Returns this with an own address for metrics and health. */
    public HttpConfig withAdmin(InetSocketAddress other) {
        return new HttpConfig(name, address, other, tls, limits);
    }

    /** Returns this with TLS. */
    public HttpConfig withTls(Tls other) {
        return new HttpConfig(name, address, admin, other, limits);
    }
}
