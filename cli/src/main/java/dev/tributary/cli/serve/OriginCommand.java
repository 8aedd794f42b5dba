package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.origin.KeyFile;
import dev.tributary.transport.origin.OriginServer;
import dev.tributary.transport.origin.OriginStreamConfig;
import dev.tributary.transport.origin.PublishConfig;
import dev.tributary.transport.origin.SliceNumbers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes live FLV, cuts and signs it. */
@Command(
        name = "origin",
        description = {
            "Take live FLV by push (POST /v1/KEY/publish with the header tributary-push-secret), by"
                    + " pull or by RTMP (server rtmp://HOST/live, stream key KEY?secret=SECRET),"
                    + " cut it into slices, sign them, and serve edges.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve origin --listen 127.0.0.1:7001 --stream"
                    + " 0123456789abcdef0123456789abcdef \\",
            "      --keys keys/origin.keys --push-secret-file keys/push.secret --rtmp 0.0.0.0:1935",
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
            description =
                    "The keys that sign, see 'tributary serve keys'; looked at once a second. Beside"
                            + " them the origin keeps the next slice number of each stream,"
                            + " slices-KEY.next.")
    private Path keys;

    @Option(
            names = "--push-secret-file",
            paramLabel = "FILE",
            description = "What a publisher has to know.")
    private Path pushSecret;

    @Option(
            names = "--pull",
            split = Inputs.Pull.BETWEEN,
            paramLabel = "[KEY=]URL",
            converter = Inputs.Pull.class,
            description =
                    "HTTP-FLV to pull a stream from, instead of a push; may be given again. The key"
                            + " may be left out when there is one --stream.")
    private List<Inputs.Pulled> pulls = List.of();

    @Option(
            names = "--slice",
            paramLabel = "MS",
            defaultValue = "1000",
            description =
                    "Length of the slices in milliseconds, 20 (every picture) to 10000; what"
                            + " the rooms of the streams say as protocol.slice. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int sliceMillis;

    @Option(
            names = "--rtmp",
            paramLabel = "HOST:PORT",
            converter = Inputs.Listen.class,
            description =
                    "Address to take RTMP on from those who know the secret; rtmps with --tls-cert.")
    private InetSocketAddress rtmp;

    @Option(
            names = "--authorize",
            paramLabel = "URL",
            converter = Inputs.Target.class,
            description =
                    "Asked before each push and RTMP publish, by a POST of JSON with stream, address"
                            + " and protocol: any answer but 2xx refuses it, and so does none.")
    private BaseUrl.Target authorize;

    @Mixin private TlsOptions tls;
    @Mixin private TrustOptions trust;

    OriginCommand(Environment environment) {
        super(environment);
    }

    @Override
    Running start() throws IOException {
        Map<StreamKey, BaseUrl.Target> pulled = pulled();
        boolean pushed = !pulled.keySet().containsAll(streams);
        check(pushed);
        Path keyFile = SecretFile.check(file(keys));
        KeyFile signing = new KeyFile(keyFile, new SecureRandom());
        String secret = pushed ? SecretFile.pushSecret(file(pushSecret)) : null;
        List<OriginStreamConfig> sources = new ArrayList<>();
        for (StreamKey stream : streams) {
            BaseUrl.Target from = pulled.get(stream);
            OriginStreamConfig source =
                    from == null ? OriginStreamConfig.pushed(stream, secret) : pulled(stream, from);
            sources.add(source.withSlices(sliceMillis));
        }
        OriginServer server =
                new OriginServer(
                        tls.on(options().http("origin"), environment()),
                        sources,
                        signing,
                        SliceNumbers.keptIn(
                                keyFile.toAbsolutePath().getParent(), Clock.systemUTC()),
                        trust.client(environment()),
                        new PublishConfig(rtmp, authorize),
                        registry());
        String scheme = tls.wanted() ? "https" : "http";
        return new Running(
                ready("origin", scheme, server.service(), rtmpReady(server)),
                server.service(),
                server::close);
    }

    /** Returns what each stream is pulled from, as far as it is. */
    private Map<StreamKey, BaseUrl.Target> pulled() {
        Map<StreamKey, BaseUrl.Target> pulled = new HashMap<>();
        for (Inputs.Pulled pull : pulls) {
            if (pull.stream() == null && streams.size() > 1) {
                throw wrong("--pull needs a key when there are several --stream: KEY=URL");
            }
            StreamKey stream = pull.stream() == null ? streams.get(0) : pull.stream();
            if (!streams.contains(stream)) {
                throw wrong("--pull " + pull.key() + "=...: there is no --stream of that key");
            }
            if (pulled.put(stream, pull.from()) != null) {
                throw wrong("--pull: one stream is pulled from two places");
            }
        }
        return pulled;
    }

    private void check(boolean pushed) {
        KnobSpec slice = SwarmKnob.SLICE.spec();
        if (sliceMillis < slice.low() || sliceMillis > slice.high()) {
            throw wrong(
                    "'--slice': "
                            + sliceMillis
                            + " is not in "
                            + slice.low()
                            + ".."
                            + slice.high()
                            + " ms");
        }
        if (pulls.isEmpty() && pushSecret == null) {
            throw wrong("give one of --push-secret-file and --pull");
        }
        if (pushed && pushSecret == null) {
            throw wrong("a --stream without a --pull needs --push-secret-file");
        }
        if (!pushed && pushSecret != null) {
            throw wrong("every --stream is pulled: --push-secret-file is for none");
        }
        if (!pushed && (rtmp != null || authorize != null)) {
            throw wrong("every --stream is pulled: --rtmp and --authorize are for none");
        }
    }

    private String rtmpReady(OriginServer server) {
        if (rtmp == null) {
            return "";
        }
        String scheme = tls.wanted() ? "rtmps" : "rtmp";
        String address = ServerOptions.address(rtmp, server.rtmpPort());
        return " and " + scheme + "://" + address + "/live";
    }

    private OriginStreamConfig pulled(StreamKey stream, BaseUrl.Target from) {
        try {
            return OriginStreamConfig.pulled(stream, from);
        } catch (IllegalArgumentException e) {
            throw wrong("'--pull': " + e.getMessage());
        }
    }
}
