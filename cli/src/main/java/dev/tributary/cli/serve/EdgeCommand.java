package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.edge.EdgeServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves slices to viewers. */
@Command(
        name = "edge",
        description = {
            "Follow origins, or other edges, keep the newest slices and serve them to viewers.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve edge --listen 0.0.0.0:7003 \\",
            "      --stream 0123456789abcdef0123456789abcdef=http://127.0.0.1:7001",
        })
final class EdgeCommand extends ServerCommand {
    @Option(
            names = "--stream",
            required = true,
            split = ",",
            paramLabel = "KEY=URL",
            converter = {Inputs.Stream.class, Inputs.Base.class},
            description = "Stream, and the origin or edge it comes from; may be given again.")
    private Map<StreamKey, BaseUrl> streams;

    @Option(
            names = "--node",
            split = ",",
            paramLabel = "URL",
            converter = Inputs.Base.class,
            description =
                    "Edge that viewers who ask this one are sent to, always the same for a viewer;"
                            + " may be given again. None: this one serves all.")
    private List<BaseUrl> nodes = List.of();

    @Mixin private TlsOptions tls;
    @Mixin private TrustOptions trust;

    EdgeCommand(Environment environment) {
        super(environment);
    }

    @Override
    Running start() throws IOException {
        EdgeServer server =
                new EdgeServer(
                        tls.on(options().http("edge"), environment()),
                        streams,
                        nodes,
                        trust.client(environment()),
                        registry());
        String scheme = tls.wanted() ? "https" : "http";
        return new Running(
                ready("edge", scheme, server.service(), ""), server.service(), server::close);
    }
}
