package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * Answers {@link Join}.
 *
 * @param session the number by which this tracker and its viewers name the viewer, from 1
 * @param reportMillis period of {@link Report}
 */
public record JoinOk(int session, int reportMillis) implements Message {
    /** Longest period between reports, one hour. */
    public static final int REPORT_MILLIS_MAX = 3_600_000;

    /** Checks the ranges. */
    public JoinOk {
        Check.range("session", session, 1, Integer.MAX_VALUE);
        Check.range("reportMillis", reportMillis, 1, REPORT_MILLIS_MAX);
    }

    @Override
    public Type type() {
        return Type.JOIN_OK;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(session) + WireSize.of(reportMillis);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(session);
        out.varint(reportMillis);
    }

    static JoinOk read(WireReader in) throws MalformedMessageException {
        int session = in.session();
        return new JoinOk(session, in.varint("reportMillis", 1, REPORT_MILLIS_MAX));
    }
}
