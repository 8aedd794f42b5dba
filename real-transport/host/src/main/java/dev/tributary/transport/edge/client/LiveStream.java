package dev.tributary.transport.edge.client;

import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpCall;
import dev.tributary.transport.client.ResponseSink;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayDeque;

/** A standing stream from an edge: its one endless answer, and changes to it, one by one. */
final class LiveStream implements ResponseSink {
    /** Changes that wait; a viewer changes sub-streams a few times a minute. */
    private static final int CHANGES_MAX = 64;

    private final EdgeClient client;
    private final String session;
    private final LiveQuery first;
    private final FrameReader frames = new FrameReader();
    private final ArrayDeque<LiveQuery> changes = new ArrayDeque<>();
    private HttpCall call;
    private BaseUrl node;
    private boolean up;
    private boolean changing;
    private boolean over;
    private int mask;

    LiveStream(EdgeClient client, String session, LiveQuery first) {
        this.client = client;
        this.session = session;
        this.first = first;
        mask = first.mask();
    }

    void open() {
        if (over) {
            return;
        }
        String path =
                client.streamPath()
                        + "/live?session="
                        + session
                        + "&n="
                        + client.subStreams()
                        + "&"
                        + first.text();
        call = client.http().stand(HttpCall.get(client.node(), path, this));
    }

    /** Returns whether all sub-streams are given up. */
    boolean ending() {
        return mask == 0;
    }

    /** Changes are sent in order, each once the one before is in force. */
    void change(LiveQuery query) {
        mask = query.mask();
        if (changes.size() >= CHANGES_MAX) {
            client.later(() -> fail("too many changes at once"));
        } else {
            changes.add(query);
            sendChange();
        }
    }

    void cancel() {
        over = true;
        if (call != null) {
            call.cancel();
        }
    }

    private void sendChange() {
        if (up && !changing && !changes.isEmpty() && !over) {
            changing = true;
            String path = client.streamPath() + "/live/" + session + "?" + changes.remove().text();
            client.http().request(HttpCall.post(node, path, new byte[0], new Changed()));
        }
    }

    private void fail(String why) {
        finish(false, why);
    }

    private void finish(boolean good, String why) {
        if (!over) {
            cancel();
            if (!good) {
                client.nodeFailed();
            }
            client.liveDone(this, good, why);
        }
    }

    @Override
    public void head(BaseUrl base, int status, HttpHeaders headers) {
        node = base;
        if (status == 200) {
            up = true;
            sendChange();
        } else {
            fail("status " + status);
        }
    }

    @Override
    public void bytes(ByteBuf bytes) {
        if (!over && !frames.read(bytes, this::frame)) {
            fail("a stream that is no messages of slices");
        }
    }

    private boolean frame(byte[] message, int length) {
        try {
            if (MessageCodec.decode(message, 0, length) instanceof Data data && data.hop() == 0) {
                client.data(0, data);
                return !over;
            }
        } catch (MalformedMessageException e) {
            return false;
        }
        return false;
    }

    @Override
    public void end() {
        finish(ending(), "the stream ended");
    }

    @Override
    public void failed(String reason) {
        fail(reason);
    }

    private final class Changed implements ResponseSink {
        private int status;

        @Override
        public void head(BaseUrl base, int code, HttpHeaders headers) {
            status = code;
        }

        @Override
        public void bytes(ByteBuf bytes) {}

        @Override
        public void end() {
            changing = false;
            if (status == 204) {
                sendChange();
            } else {
                fail("status " + status);
            }
        }

        @Override
        public void failed(String reason) {
            fail(reason);
        }
    }
}
