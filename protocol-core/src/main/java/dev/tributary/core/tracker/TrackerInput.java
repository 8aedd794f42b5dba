package dev.tributary.core.tracker;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;

/**
 * An input of a {@link Tracker}: what can happen to it, with the class of what comes with it. The
 * codes are those of journals: they never change, and 16 to 47 are the viewer's.
 */
public enum TrackerInput {
    /** A room opens, or has other settings. */
    OPEN_ROOM(48, Opening.class),
    /** A connection, the number, came up from an address: 4 or 16 bytes, or none. */
    CONNECTED(49, Payload.class),
    /** A message arrived over a connection, the number. */
    CLIENT_MESSAGE(50, Message.class),
    /** A connection, the number, went down. */
    DISCONNECTED(51),
    /** An answer to {@link TrackerOutput#checkToken}; the number is the ticket. */
    TOKEN_CHECKED(52, Verdict.class),
    /** Time has passed. */
    TIMER(53);

    private final int code;
    private final Class<?> content;

    TrackerInput(int code) {
        this(code, Void.class);
    }

    TrackerInput(int code, Class<?> content) {
        this.code = code;
        this.content = content;
    }

    /**
     * A room and what it is to be like.
     *
     * @param stream names the room
     * @param settings a room without peering is closed
     */
    public record Opening(StreamKey stream, RoomSettings settings) {}

    /**
     * What is thought of a token.
     *
     * @param valid whether its bearer may join
     * @param fingerprint the certificate that the token is bound to, of which signals must speak;
     *     empty when it is bound to none
     */
    public record Verdict(boolean valid, Payload fingerprint) {}

    /** Returns its number in a journal. */
    public int code() {
        return code;
    }

    /** Returns the class of what comes with it; {@link Void} for nothing. */
    public Class<?> content() {
        return content;
    }
}
