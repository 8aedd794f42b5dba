package dev.tributary.webrtc.sctp;

import java.util.ArrayDeque;

/**
 * Events for the owner in the order in which they happened, handed over when the association is
 * consistent, so that the owner may call back.
 *
 * <p>While the owner has paused, events wait here and their bytes count as receive window.
 */
final class EventQueue {
    /** An event. */
    private sealed interface Event {
        /** The association is established. */
        record Connected() implements Event {}

        /** A channel is open. */
        record Opened(int id, String label, String protocol) implements Event {}

        /** A message has arrived. */
        final class Message implements Event {
            final int id;
            final byte[] payload;
            final boolean binary;

            Message(int id, byte[] payload, boolean binary) {
                this.id = id;
                this.payload = payload;
                this.binary = binary;
            }
        }

        /** A channel is gone. */
        record Gone(int id) implements Event {}

        /** The association is over. */
        record Closed(SctpCloseReason reason) implements Event {}
    }

    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private long heldBytes;
    private boolean paused;

    long heldBytes() {
        return heldBytes;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    void connected() {
        events.add(new Event.Connected());
    }

    void opened(Channel channel) {
        events.add(new Event.Opened(channel.id, channel.label, channel.protocol));
    }

    void message(int id, byte[] payload, boolean binary) {
        heldBytes += payload.length + Fragment.OVERHEAD;
        events.add(new Event.Message(id, payload, binary));
    }

    void gone(int id) {
        events.add(new Event.Gone(id));
    }

    /** The last event; a pause ends, so that it is heard. */
    void closed(SctpCloseReason reason) {
        paused = false;
        events.add(new Event.Closed(reason));
    }

    /** Forgets messages that nobody shall get any more. */
    void dropMessages() {
        events.removeIf(Event.Message.class::isInstance);
        heldBytes = 0;
    }

    /** Hands the next event over. False if there is none, or a pause. */
    boolean deliver(SctpOutput output) {
        if (paused || events.isEmpty()) {
            return false;
        }
        Event event = events.remove();
        if (event instanceof Event.Message message) {
            heldBytes -= message.payload.length + Fragment.OVERHEAD;
            output.message(message.id, message.payload, message.binary);
        } else if (event instanceof Event.Opened opened) {
            output.channelOpen(opened.id, opened.label, opened.protocol);
        } else if (event instanceof Event.Gone gone) {
            output.channelClosed(gone.id);
        } else if (event instanceof Event.Closed closed) {
            output.closed(closed.reason);
        } else {
            output.connected();
        }
        return true;
    }
}
