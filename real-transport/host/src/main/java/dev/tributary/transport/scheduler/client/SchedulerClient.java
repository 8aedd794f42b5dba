package dev.tributary.transport.scheduler.client;

import dev.tributary.core.registry.Systems;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Rejection;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpCall;
import dev.tributary.transport.client.HttpClient;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.client.ResponseSink;
import dev.tributary.transport.client.WebSocketUrl;
import dev.tributary.transport.scheduler.client.SchedulerEvents.Servers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.List;

/**
 * A viewer's side of the scheduler; on one event loop, and no method blocks, throws or calls {@link
 * SchedulerEvents} before it returns.
 */
public final class SchedulerClient implements AutoCloseable {
    private static final int ANSWER_MAX = 1_024;

    private final BaseUrl base;
    private final HttpClient http;
    private final SchedulerEvents events;
    private final boolean trust;
    private boolean closed;

    /** Creates a client; nothing is asked yet. */
    public SchedulerClient(
            EventLoop loop, BaseUrl base, HttpClientConfig config, SchedulerEvents events) {
        this.base = base;
        this.events = events;
        trust = config.tls() != null;
        http = new HttpClient(loop, config);
    }

    /** Asks for the configuration of a room; answered by one event. */
    public void askScheduler(GetLink question) {
        byte[] bytes = MessageCodec.encode(question);
        http.request(HttpCall.post(base, SchedulerApi.LINK, bytes, new Answer()));
    }

    /** Ends all connections; nothing is called any more. */
    @Override
    public void close() {
        closed = true;
        http.close();
    }

    private final class Answer implements ResponseSink {
        private final byte[] message = new byte[ANSWER_MAX];
        private int length;
        private boolean fits = true;
        private HttpHeaders headers;
        private int status;

        @Override
        public void head(BaseUrl server, int code, HttpHeaders answered) {
            status = code;
            headers = answered;
        }

        @Override
        public void bytes(ByteBuf bytes) {
            int count = bytes.readableBytes();
            fits &= count <= message.length - length;
            if (fits) {
                bytes.readBytes(message, length, count);
                length += count;
            }
        }

        @Override
        public void end() {
            if (closed) {
                return;
            }
            Message answer = answer();
            if (answer instanceof Rejection rejection) {
                events.rejected(rejection);
            } else if (answer instanceof LinkAnswer link && status == 200) {
                answered(link);
            } else {
                failed("status " + status + " and no answer");
            }
        }

        private Message answer() {
            try {
                return fits ? MessageCodec.decode(message, 0, length, Systems.all()) : null;
            } catch (MalformedMessageException e) {
                return null;
            }
        }

        private void answered(LinkAnswer link) {
            Servers servers;
            try {
                servers = new Servers(tracker(link), edge(), stun());
            } catch (IllegalArgumentException e) {
                failed("an answer without servers: " + e.getMessage());
                return;
            }
            events.answered(link, servers);
        }

        private List<String> stun() {
            String list = headers.get(SchedulerApi.STUN, "");
            List<String> stun = list.isEmpty() ? List.of() : List.of(list.split(",", -1));
            if (stun.size() > SchedulerApi.SERVERS_MAX
                    || !stun.stream().allMatch(SchedulerApi::isStunServer)) {
                throw new IllegalArgumentException("no list of STUN servers");
            }
            return stun;
        }

        private URI tracker(LinkAnswer link) {
            String text = headers.get(SchedulerApi.TRACKER, "");
            if (text.isEmpty() && !link.settings().peering()) {
                return null;
            }
            URI url = WebSocketUrl.parse(text);
            checkTls(WebSocketUrl.isSecure(url), url.toString());
            return url;
        }

        private BaseUrl edge() {
            BaseUrl edge = BaseUrl.parse(headers.get(SchedulerApi.EDGE, ""));
            checkTls(edge.tls(), edge.toString());
            return edge;
        }

        /** Browsers call the first mixed content, and refuse it too. */
        private void checkTls(boolean secure, String server) {
            if (base.tls() && !secure) {
                throw new IllegalArgumentException("asked over TLS, it names " + server);
            }
            if (secure && !trust) {
                throw new IllegalArgumentException("no TLS is configured for " + server);
            }
        }

        @Override
        public void failed(String reason) {
            if (!closed) {
                events.failed(reason);
            }
        }
    }
}
