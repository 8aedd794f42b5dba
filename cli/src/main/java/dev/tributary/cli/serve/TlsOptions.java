package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.transport.http.HttpConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of servers that can speak TLS. */
final class TlsOptions {
    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM certificate chain, own certificate first: serve https and wss.")
    private Path certificates;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM, PKCS#8.")
    private Path key;

    boolean wanted() {
        return certificates != null;
    }

    /** Returns the service with TLS, if that is wanted. */
    HttpConfig on(HttpConfig http, Environment environment) throws IOException {
        if ((certificates == null) != (key == null)) {
            throw new IOException("--tls-cert and --tls-key belong together");
        }
        if (certificates == null) {
            return http;
        }
        Path chain = environment.here().resolve(certificates);
        if (!Files.isReadable(chain)) {
            throw new IOException(certificates + ": no such file, or not readable");
        }
        Path secret = SecretFile.check(environment.here().resolve(key));
        return http.withTls(new HttpConfig.Tls(chain, secret));
    }
}
