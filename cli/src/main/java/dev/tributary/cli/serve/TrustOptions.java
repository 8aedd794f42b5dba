package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.transport.client.HttpClientConfig;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of those that ask other servers. */
final class TrustOptions {
    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description =
                    "PEM certificates to trust when others are asked over https and wss; those of"
                            + " the platform if not given.")
    private Path authorities;

    /** Returns how other servers are asked. */
    HttpClientConfig client(Environment environment) throws IOException {
        SslContextBuilder tls = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (authorities != null) {
            try {
                tls.trustManager(environment.here().resolve(authorities).toFile());
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "'--tls-ca': " + authorities + " is no file with PEM certificates", e);
            }
        }
        return HttpClientConfig.defaults().withTls(tls.build());
    }
}
