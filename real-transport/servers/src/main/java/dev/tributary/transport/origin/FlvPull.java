package dev.tributary.transport.origin;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpCall;
import dev.tributary.transport.client.HttpClient;
import dev.tributary.transport.client.ResponseSink;
import dev.tributary.transport.client.Upstreams;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.http.Refusals;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Pulls a stream from an HTTP-FLV URL, again and again. */
@SuppressWarnings("FutureReturnValueIgnored") // a retry ends with its event loop
final class FlvPull {
    private static final int RETRY_MILLIS_MIN = 250;
    private static final int RETRY_MILLIS_MAX = 4_000;

    private final EventLoop loop;
    private final HttpClient http;
    private final OriginStream stream;
    private final BaseUrl.Target target;
    private final Upstreams.One report;
    private int retryMillis = RETRY_MILLIS_MIN;
    private boolean closed;

    FlvPull(
            EventLoop loop,
            HttpClient http,
            OriginStream stream,
            BaseUrl.Target target,
            Upstreams.One report) {
        this.report = report;
        this.loop = loop;
        this.http = http;
        this.stream = stream;
        this.target = target;
    }

    void start() {
        if (!closed) {
            Answer answer = new Answer();
            answer.call = HttpCall.get(target, answer);
            http.stand(answer.call);
        }
    }

    void close() {
        closed = true;
        http.close();
    }

    private void again(String reason) {
        report.failed(reason, retryMillis);
        loop.schedule(this::start, retryMillis, TimeUnit.MILLISECONDS);
        retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
    }

    private final class Answer implements ResponseSink {
        private HttpCall call;
        private OriginStream.Source source;

        @Override
        public void head(BaseUrl base, int status, HttpHeaders headers) {
            String wrong = noFlv(status, headers);
            source = wrong == null ? stream.begin("pull of " + base, call::cancel) : null;
            if (source == null) {
                stop(wrong == null ? "the stream has another source" : wrong);
            }
        }

        /** Returns why an answer is no live FLV, or null. */
        private static String noFlv(int status, HttpHeaders headers) {
            if (status != 200) {
                return "status " + status;
            }
            String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
            if (coding != null && !coding.equalsIgnoreCase("identity")) {
                return "the answer is compressed (" + Refusals.escaped(coding) + "), not FLV";
            }
            String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
            boolean other = type.startsWith("text/") || type.contains("mpegurl");
            return other ? "the answer is " + Refusals.escaped(type) + ", not FLV" : null;
        }

        @Override
        public void bytes(ByteBuf bytes) {
            try {
                source.feed(bytes);
                report.works();
                retryMillis = RETRY_MILLIS_MIN;
                if (source.ahead()) {
                    stop("faster than time");
                }
            } catch (MalformedFlvException e) {
                stop("malformed FLV: " + e.getMessage());
            }
        }

        private void stop(String reason) {
            call.cancel();
            failed(reason);
        }

        @Override
        public void end() {
            failed("the stream ended");
        }

        @Override
        public void failed(String reason) {
            if (source != null) {
                source.end();
            }
            again(reason);
        }
    }
}
