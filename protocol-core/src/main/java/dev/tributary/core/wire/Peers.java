package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * Viewers to link with, without any duty: for strategies that choose neighbours themselves.
 *
 * @param sessions at most 255
 */
public record Peers(List<Integer> sessions) implements Message {
    /** Most viewers in one message. */
    public static final int SESSIONS_MAX = 255;

    /** Checks the ranges. */
    public Peers {
        sessions = List.copyOf(sessions);
        Check.range("sessions", sessions.size(), 0, SESSIONS_MAX);
        for (int session : sessions) {
            Check.range("session", session, 1, Integer.MAX_VALUE);
        }
    }

    @Override
    public Type type() {
        return Type.PEERS;
    }

    @Override
    public int wireBytes() {
        int bytes = WireSize.FRAME + WireSize.of(sessions.size());
        for (int i = 0; i < sessions.size(); i++) {
            bytes += WireSize.of(sessions.get(i));
        }
        return bytes;
    }

    @Override
    public void write(WireWriter out) {
        out.varint(sessions.size());
        for (int i = 0; i < sessions.size(); i++) {
            int session = sessions.get(i);
            out.varint(session);
        }
    }

    static Peers read(WireReader in) throws MalformedMessageException {
        Integer[] sessions = new Integer[in.count("sessions", SESSIONS_MAX, 1)];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = in.session();
        }
        return new Peers(List.of(sessions));
    }
}
