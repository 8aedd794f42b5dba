package dev.tributary.transport.origin;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpCall;
import dev.tributary.transport.client.HttpClient;
import dev.tributary.transport.client.ResponseSink;
import dev.tributary.transport.flv.MalformedFlvException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulls a stream from an HTTP-FLV URL, again and again. */
@SuppressWarnings("FutureReturnValueIgnored") // a retry ends with its event loop
final class FlvPull {
    private static final Logger LOG = LoggerFactory.getLogger(FlvPull.class);
    private static final int RETRY_MILLIS_MIN = 250;
    private static final int RETRY_MILLIS_MAX = 4_000;

    private final EventLoop loop;
    private final HttpClient http;
    private final OriginStream stream;
    private final BaseUrl.Target target;
    private int retryMillis = RETRY_MILLIS_MIN;
    private boolean closed;

    FlvPull(EventLoop loop, HttpClient http, OriginStream stream, BaseUrl.Target target) {
        this.loop = loop;
        this.http = http;
        this.stream = stream;
        this.target = target;
    }

    void start() {
        if (!closed) {
            Answer answer = new Answer();
            answer.call = HttpCall.get(target.base(), target.path(), answer);
            http.stand(answer.call);
        }
    }

    void close() {
        closed = true;
        http.close();
    }

    private void again(String reason) {
        LOG.info("{}: {}; again in {} ms", target.base(), reason, retryMillis);
        loop.schedule(this::start, retryMillis, TimeUnit.MILLISECONDS);
        retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
    }

    private final class Answer implements ResponseSink {
        private HttpCall call;
        private OriginStream.Source source;

        @Override
        public void head(BaseUrl base, int status, HttpHeaders headers) {
            source = status == 200 ? stream.begin("pull of " + base, call::cancel) : null;
            if (source == null) {
                stop("status " + status);
            }
        }

        @Override
        public void bytes(ByteBuf bytes) {
            try {
                source.feed(bytes);
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
