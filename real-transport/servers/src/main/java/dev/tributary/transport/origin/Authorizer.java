package dev.tributary.transport.origin;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpCall;
import dev.tributary.transport.client.HttpClient;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.client.ResponseSink;
import dev.tributary.transport.http.Refusals;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks the site whether somebody may publish: a POST of {@code
 * {"stream":"...","address":"...","protocol":"..."}}, whose answer is yes with a status of 2xx.
 * Anything else is a no, and so is no answer in time.
 */
final class Authorizer {
    /** How long the site may take, milliseconds. */
    static final int ANSWER_MILLIS = 5_000;

    private static final int CONNECTIONS = 8;

    private final EventLoop loop;
    private final HttpClient http;
    private final BaseUrl.Target site;

    /** Creates what asks one URL, with the trust of another client. */
    Authorizer(EventLoop loop, BaseUrl.Target site, HttpClientConfig trust) {
        this.loop = loop;
        this.site = site;
        http =
                new HttpClient(
                        loop,
                        new HttpClientConfig(
                                CONNECTIONS, ANSWER_MILLIS, trust.tls(), trust.hook()));
    }

    /**
     * Asks.
     *
     * @param answer hears the refusal, or null for a yes; once
     * @return takes the question back: the answer is not heard any more
     */
    Runnable ask(Claim claim, Consumer<Refusal> answer) {
        Question question = new Question(answer);
        byte[] body = json(claim).getBytes(StandardCharsets.US_ASCII);
        question.call = HttpCall.post(site.base(), site.path(), body, question);
        question.call.with(HttpHeaderNames.CONTENT_TYPE, "application/json");
        question.late =
                loop.schedule(
                        () -> question.giveUp("no answer in time"),
                        ANSWER_MILLIS,
                        TimeUnit.MILLISECONDS);
        http.request(question.call);
        return question::drop;
    }

    void close() {
        http.close();
    }

    /** All values are hexadecimal, an address or a word of ours: nothing needs an escape. */
    private static String json(Claim claim) {
        String address = claim.remote().getAddress().getHostAddress().replaceFirst("%.*", "");
        return String.format(
                "{\"stream\":\"%016x%016x\",\"address\":\"%s\",\"protocol\":\"%s\"}",
                claim.stream().high(), claim.stream().low(), address, claim.protocol());
    }

    private static final class Question implements ResponseSink {
        private final Consumer<Refusal> answer;
        private final StringBuilder text = new StringBuilder();
        private HttpCall call;
        private Future<?> late;
        private int status;

        Question(Consumer<Refusal> answer) {
            this.answer = answer;
        }

        @Override
        public void head(BaseUrl base, int code, HttpHeaders headers) {
            status = code;
        }

        @Override
        public void bytes(ByteBuf bytes) {
            int room = Refusals.DETAIL_MAX - text.length();
            int length = Math.min(room, bytes.readableBytes());
            text.append(bytes.toString(bytes.readerIndex(), length, StandardCharsets.US_ASCII));
        }

        @Override
        public void end() {
            late.cancel(false);
            if (status / 100 == 2) {
                answer.accept(null);
            } else {
                String why = text.isEmpty() ? "status " + status : text.toString().strip();
                answer.accept(new Refusal(403, "not_authorized", Refusals.escaped(why)));
            }
        }

        @Override
        public void failed(String reason) {
            late.cancel(false);
            String why = "the site cannot be asked: " + Refusals.escaped(reason);
            answer.accept(new Refusal(503, "authorizer_failed", why));
        }

        private void giveUp(String reason) {
            call.cancel();
            failed(reason);
        }

        private void drop() {
            late.cancel(false);
            call.cancel();
        }
    }
}
