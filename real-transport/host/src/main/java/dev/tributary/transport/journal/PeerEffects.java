package dev.tributary.transport.journal;

import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Message;

/** Notes the effects of a viewer on a tape and passes them on. */
record PeerEffects(Tape tape, PeerOutput output) implements PeerOutput {
    private static final int SUB_STREAMS_MAX = 31;

    @Override
    public void effect(Effect kind, long a, long b, long c, Object x, Object y) {
        if (kind == Effect.VERIFY) {
            tape.effect(kind, a, b, c);
            tape.media(kind, (int) a, (Data) x);
        } else if (x instanceof Message message) {
            tape.effect(kind, (int) a, message);
        } else {
            tape.effect(kind, a, b, c);
            if (tape.wantsDecisions()) {
                tape.say(kind, words(kind, a, b, c, x));
            }
        }
        kind.carryOut(output, a, b, c, x, y);
    }

    private static String words(Effect kind, long a, long b, long c, Object x) {
        return switch (kind) {
            case FETCH_INDEX, CLOSE_TRACKER -> "";
            case STREAM_FROM_EDGE -> bits((int) a) + " from " + b;
            case FETCH_FROM_EDGE -> fetch(a, b, c);
            case REMOTE_SIGNAL, CLOSE -> a + " " + x;
            default -> "" + a;
        };
    }

    private static String fetch(long request, long slice, long chunks) {
        boolean sealed = (chunks & PeerOutput.SEALED) != 0;
        long first = (chunks & ~PeerOutput.SEALED) >> 32;
        String run = request + " slice " + slice + " chunks " + first + "+" + (int) chunks;
        return sealed ? run + " with the seal" : run;
    }

    /** Returns the sub-streams of a set, such as 0+2, or none. */
    private static String bits(int subStreams) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < SUB_STREAMS_MAX; k++) {
            if ((subStreams & 1 << k) != 0) {
                text.append(text.length() == 0 ? "" : "+").append(k);
            }
        }
        return text.length() == 0 ? "none" : text.toString();
    }
}
