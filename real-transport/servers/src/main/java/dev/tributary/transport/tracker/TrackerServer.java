package dev.tributary.transport.tracker;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.Tracker;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Refusals;
import dev.tributary.transport.http.WebSocket;
import dev.tributary.transport.http.WebSocketListener;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.journal.TrackerJournal;
import dev.tributary.transport.token.TokenCheck;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts a {@link Tracker} on {@value #PATH} of an HTTP service: one protocol message per binary
 * message of the socket, both ways.
 *
 * <p>Everything happens on the event loop of the service. A check of the tracker that fails is an
 * error of ours after which its state cannot be trusted: the service stops, viewers come back to
 * its successor.
 */
public final class TrackerServer {
    /** Path of the WebSocket. */
    public static final String PATH = "/v1/tracker";

    private static final Payload NO_FINGERPRINT = Payload.ofLength(0);
    private static final Logger LOG = LoggerFactory.getLogger(TrackerServer.class);

    private final HttpService service;
    private final TokenCheck tokens;
    private final TrackerJournal tracker;
    private final Turn turn;
    private final Unjoined unjoined;
    private final ConnectionTable connections = new ConnectionTable();
    private final TrackerMetrics metrics;
    private final byte[] scratch;
    private boolean failed;

    /** Of the join that the tracker asked about, or 0; and the join. */
    private int ticket;

    private Join join;

    /**
     * Adds a tracker without rooms to a service that has not started.
     *
     * @param tokens checks the tokens of joins; null admits everyone, for tests and closed networks
     * @param seed of the choices of the tracker; from a {@link java.security.SecureRandom}, so that
     *     nobody can predict whom it assigns (T5)
     */
    public TrackerServer(
            HttpService service, TrackerServerConfig config, TokenCheck tokens, int seed) {
        this(service, config, tokens, seed, JournalWriter.none());
    }

    /** As above, with a journal of all inputs. */
    public TrackerServer(
            HttpService service,
            TrackerServerConfig config,
            TokenCheck tokens,
            int seed,
            JournalWriter journal) {
        this.service = service;
        this.tokens = tokens;
        scratch = new byte[config.sockets().messageMax()];
        Joins joins = new Joins();
        tracker = new TrackerJournal(config.core(), seed, new Effects(), joins, journal);
        turn =
                new Turn(
                        service.eventLoop(),
                        System::nanoTime,
                        () -> input(TrackerInput.TIMER, 0, null),
                        () -> failed ? Time.NEVER : tracker.nextDeadlineNanos());
        unjoined = new Unjoined(config, service.eventLoop());
        metrics = new TrackerMetrics(service.registry(), tracker);
        explain(service.refusals());
        service.webSocket(PATH, config.sockets(), this::accept);
        service.onStop(this::goodbye);
    }

    private static void explain(Refusals refusals) {
        refusals.explain(
                "unjoined",
                "it opened a socket and did not join in time: no viewer, or a bad network");
        refusals.explain(
                "rejection_bad_token",
                "its token is not good, which token_... counts and names: viewers get one from the"
                        + " scheduler each time they come");
        refusals.explain(
                "token_expired",
                "it came too long after it asked the scheduler, or the clocks of scheduler and"
                        + " tracker differ");
        refusals.explain(
                "token_too_long", "the clocks of scheduler and tracker differ: they should agree");
        refusals.explain(
                "token_unknown_key", "scheduler and tracker need the same --token-key-file");
    }

    /** Opens a room or replaces its settings, see {@link Tracker#openRoom}; from any thread. */
    public void openRoom(StreamKey stream, RoomSettings settings) {
        service.eventLoop()
                .execute(
                        () ->
                                input(
                                        TrackerInput.OPEN_ROOM,
                                        0,
                                        new TrackerInput.Opening(stream, settings)));
    }

    /** Returns the members of all rooms; on the event loop only. */
    public int viewers() {
        return tracker.viewers();
    }

    private WebSocketListener accept(WebSocket socket) {
        if (!unjoined.hasRoom(socket.remote().getAddress())) {
            socket.refused("unjoined_per_address", null);
            return null;
        }
        TrackerConnection connection = new TrackerConnection(connections.free(), this, socket);
        connections.put(connection);
        unjoined.enter(connection);
        Payload address = Payload.of(connection.address().getAddress());
        input(TrackerInput.CONNECTED, connection.number, address);
        return connection;
    }

    Message decode(ByteBuf bytes) throws MalformedMessageException {
        int length = bytes.readableBytes();
        if (bytes.hasArray()) {
            int offset = bytes.arrayOffset() + bytes.readerIndex();
            return MessageCodec.decode(bytes.array(), offset, length);
        }
        bytes.getBytes(bytes.readerIndex(), scratch, 0, length);
        return MessageCodec.decode(scratch, 0, length);
    }

    void received(TrackerConnection connection, Message message) {
        metrics.received();
        input(TrackerInput.CLIENT_MESSAGE, connection.number, message);
        if (ticket != 0) {
            checkToken(connection);
        }
        if (message.type() == Message.Type.LEAVE && connection.joined) {
            unjoined.enter(connection);
        }
    }

    /** Answers what the tracker asked about a join; a token that is no good ends the connection. */
    private void checkToken(TrackerConnection connection) {
        int asked = ticket;
        ticket = 0;
        TokenCheck.Result result =
                tokens == null ? null : tokens.check(join.token(), join.stream());
        boolean valid = result == null || result.valid();
        Payload fingerprint =
                result == null || !valid ? NO_FINGERPRINT : result.token().fingerprint();
        input(TrackerInput.TOKEN_CHECKED, asked, new TrackerInput.Verdict(valid, fingerprint));
        if (!valid) {
            String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
            connection.refused("token_" + verdict, null);
            connection.close(TrackerConnection.POLICY, "token");
        }
    }

    void malformed(TrackerConnection connection) {
        now();
        connection.send(new Rejection(RejectionCode.BAD_REQUEST, 0), turn);
        connection.close(TrackerConnection.PROTOCOL_ERROR, "malformed");
    }

    void closed(TrackerConnection connection) {
        if (!connection.joined) {
            unjoined.exit(connection);
        }
        if (connections.remove(connection)) {
            input(TrackerInput.DISCONNECTED, connection.number, null);
        }
    }

    private long now() {
        return turn.nowNanos();
    }

    private void input(TrackerInput kind, int number, Object content) {
        if (failed) {
            return;
        }
        try {
            tracker.input(now(), kind, number, content);
        } catch (RuntimeException e) {
            failed = true;
            LOG.error("the tracker failed and stops", e);
            service.notReady("tracker failed");
            var unused = service.stop();
        }
    }

    private void goodbye() {
        tracker.close();
        connections.forEach(
                connection -> connection.close(TrackerConnection.GOING_AWAY, "restart"));
    }

    /** What the tracker wants sent and closed. */
    private final class Effects implements TrackerOutput {
        @Override
        public void send(int number, Message message) {
            TrackerConnection connection = connections.get(number);
            if (connection != null) {
                metrics.sent();
                if (message instanceof Rejection rejection) {
                    String code = rejection.code().name().toLowerCase(Locale.ROOT);
                    connection.refused("rejection_" + code, null);
                }
                connection.send(message, turn);
            }
        }

        @Override
        public void checkToken(int number, Join asked) {
            ticket = number;
            join = asked;
        }

        @Override
        public void close(int number) {
            TrackerConnection connection = connections.get(number);
            if (connection != null) {
                connections.remove(connection);
                connection.close(TrackerConnection.NORMAL, "");
            }
        }
    }

    /** Who is no longer a stranger. */
    private final class Joins implements TrackerObserver {
        @Override
        public void joined(long nowNanos, StreamKey room, int session, int number) {
            unjoined.exit(connections.get(number));
        }
    }
}
