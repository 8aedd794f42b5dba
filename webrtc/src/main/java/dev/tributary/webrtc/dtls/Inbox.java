package dev.tributary.webrtc.dtls;

import java.util.Arrays;

/** Puts handshake messages together and in order; bounded whatever arrives. */
final class Inbox {
    /** Messages ahead of the next: the longest flight has six. */
    static final int WINDOW = 8;

    private final Reassembly[] slots = new Reassembly[WINDOW];
    private int next;

    /** Takes a fragment; false if it belongs to a message before the next or too far ahead. */
    boolean add(Reassembly.Fragment fragment, byte[] bytes, int offset) {
        int ahead = fragment.sequence() - next;
        if (ahead < 0 || ahead >= WINDOW) {
            return false;
        }
        int slot = fragment.sequence() % WINDOW;
        if (slots[slot] == null) {
            slots[slot] = new Reassembly();
        }
        slots[slot].add(fragment, bytes, offset);
        return true;
    }

    boolean isOld(int sequence) {
        return sequence < next;
    }

    /** The next message in order, or null. It stays next until {@link #accept}. */
    HandshakeMessage peek() {
        Reassembly slot = slots[next % WINDOW];
        return slot != null && slot.isComplete() ? slot.message() : null;
    }

    void accept() {
        slots[next % WINDOW] = null;
        next++;
    }

    /** Waits for another version of the next message. */
    void refuse() {
        slots[next % WINDOW] = null;
    }

    /** Expects the message {@code sequence} again, and all after it. */
    void rewind(int sequence) {
        Arrays.fill(slots, null);
        next = sequence;
    }
}
