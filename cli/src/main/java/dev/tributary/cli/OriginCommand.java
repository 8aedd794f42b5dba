package dev.tributary.cli;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.origin.OriginServer;
import dev.tributary.transport.origin.OriginStreamConfig;
import dev.tributary.transport.seal.OriginKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes live FLV, cuts and signs it. */
@Command(
        name = "origin",
        description = {
            "Take live FLV by push (POST /v1/KEY/publish with the header tributary-push-secret) or"
                    + " pull, cut it into slices, sign them, and serve edges.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve origin --listen 127.0.0.1:7001 --stream"
                    + " 0123456789abcdef0123456789abcdef \\",
            "      --keys keys/origin.keys --push-secret-file keys/push.secret",
        })
final class OriginCommand extends ServerCommand {
    @Option(
            names = "--stream",
            required = true,
            split = ",",
            paramLabel = "KEY",
            converter = Inputs.Stream.class,
            description = "Stream to take, 32 hexadecimal digits; may be given again.")
    private List<StreamKey> streams;

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FILE",
            description = "The keys that sign, see 'tributary serve keys'.")
    private Path keys;

    @Option(
            names = "--push-secret-file",
            paramLabel = "FILE",
            description = "What a publisher has to know.")
    private Path pushSecret;

    @Option(
            names = "--pull",
            paramLabel = "URL",
            converter = Inputs.Target.class,
            description = "HTTP-FLV to pull the one stream from, instead of a push.")
    private BaseUrl.Target pull;

    @Mixin private TlsOptions tls;
    @Mixin private TrustOptions trust;

    OriginCommand(Environment environment) {
        super(environment);
    }

    @Override
    Running start() throws IOException {
        if ((pushSecret == null) == (pull == null)) {
            throw wrong("give one of --push-secret-file and --pull");
        }
        if (pull != null && streams.size() > 1) {
            throw wrong("--pull is for one --stream");
        }
        OriginKeys signing =
                OriginKeys.loadOrGenerate(SecretFile.check(file(keys)), new SecureRandom());
        String secret = pushSecret == null ? null : SecretFile.pushSecret(file(pushSecret));
        List<OriginStreamConfig> sources = new ArrayList<>();
        for (StreamKey stream : streams) {
            sources.add(pull == null ? OriginStreamConfig.pushed(stream, secret) : pulled(stream));
        }
        OriginServer server =
                new OriginServer(
                        tls.on(options().http("origin"), environment()),
                        sources,
                        signing,
                        Clock.systemUTC(),
                        trust.client(environment()),
                        registry());
        String scheme = tls.wanted() ? "https" : "http";
        return new Running(
                ready("origin", scheme, server.service(), ""), server.service(), server::close);
    }

    private OriginStreamConfig pulled(StreamKey stream) {
        try {
            return OriginStreamConfig.pulled(stream, pull);
        } catch (IllegalArgumentException e) {
            throw wrong("'--pull': " + e.getMessage());
        }
    }
}
