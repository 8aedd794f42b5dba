package dev.tributary.transport.scheduler;

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
import dev.tributary.transport.scheduler.SchedulerEvents.Servers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/**
 * A viewer's side of the scheduler; on one event loop, and no method blocks, throws or calls {@link
 * SchedulerEvents} before it returns.
 */
public final class SchedulerClient implements AutoCloseable {
    private static final int ANSWER_MAX = 1_024;
    private static final String STUN = "[!-+\\--~]{1,200}:[0-9]{1,5}";

    private final BaseUrl base;
    private final HttpClient http;
    private final SchedulerEvents events;
    private boolean closed;

    /** Creates a client; nothing is asked yet. */
    public SchedulerClient(
            EventLoop loop, BaseUrl base, HttpClientConfig config, SchedulerEvents events) {
        this.base = base;
        this.events = events;
        http = new HttpClient(loop, config);
    }

    /** Asks for the configuration of a room; answered by one event. */
    public void askScheduler(GetLink question) {
        byte[] bytes = MessageCodec.encode(question);
        http.request(HttpCall.post(base, SchedulerServer.LINK, bytes, new Answer()));
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
                Servers servers = servers(link);
                if (servers == null) {
                    failed("an answer without servers");
                } else {
                    events.answered(link, servers);
                }
            } else {
                failed("status " + status + " and no answer");
            }
        }

        private Message answer() {
            try {
                return fits ? MessageCodec.decode(message, 0, length) : null;
            } catch (MalformedMessageException e) {
                return null;
            }
        }

        /** Returns where the servers are, or null when a header is missing or out of form. */
        private Servers servers(LinkAnswer link) {
            String tracker = headers.get(SchedulerServer.TRACKER, "");
            boolean reachable = tracker.matches("wss?://[!-~]{1,200}");
            String list = headers.get(SchedulerServer.STUN, "");
            List<String> stun = list.isEmpty() ? List.of() : List.of(list.split(",", -1));
            boolean bounded = stun.size() <= SchedulerConfig.SERVERS_MAX;
            if ((link.settings().peering() && !reachable)
                    || !bounded
                    || !stun.stream().allMatch(server -> server.matches(STUN))) {
                return null;
            }
            try {
                BaseUrl edge = BaseUrl.parse(headers.get(SchedulerServer.EDGE, ""));
                return new Servers(reachable ? tracker : "", edge, stun);
            } catch (IllegalArgumentException e) {
                return null;
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
