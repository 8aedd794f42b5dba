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
        /** Memory that it takes while it waits. */
        default int heldBytes() {
            return SctpConfig.OVERHEAD_BYTES;
        }

        /** The association is established. */
        record Connected() implements Event {}

        /** A channel is open. */
        record Opened(int id, String label, String protocol) implements Event {
            @Override
            public int heldBytes() {
                int chars = label.length() + protocol.length();
                return Character.BYTES * chars + SctpConfig.OVERHEAD_BYTES;
            }
        }

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

            @Override
            public int heldBytes() {
                return payload.length + SctpConfig.OVERHEAD_BYTES;
            }
        }

        /** A channel is gone. */
        record Gone(int id) implements Event {}

        /** The association is over. */
        record Closed(SctpCloseReason reason) implements Event {}
    }

    /** A queue that held more than this is made anew when it is empty: it would not shrink. */
    private static final int EVENTS_KEPT = 64;

    private ArrayDeque<Event> events = new ArrayDeque<>();
    private int eventsMost;
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
        add(new Event.Connected());
    }

    void opened(Channel channel) {
        add(new Event.Opened(channel.id, channel.label, channel.protocol));
        channel.told();
    }

    void message(int id, byte[] payload, boolean binary) {
        add(new Event.Message(id, payload, binary));
    }

    void gone(int id) {
        add(new Event.Gone(id));
    }

    /** The last event; a pause ends, so that it is heard. */
    void closed(SctpCloseReason reason) {
        paused = false;
        add(new Event.Closed(reason));
    }

    private void add(Event event) {
        events.add(event);
        eventsMost = Math.max(eventsMost, events.size());
        heldBytes += event.heldBytes();
    }

    private Event remove() {
        Event event = events.remove();
        heldBytes -= event.heldBytes();
        if (events.isEmpty() && eventsMost > EVENTS_KEPT) {
            events = new ArrayDeque<>();
            eventsMost = 0;
        }
        return event;
    }

    /** Forgets messages that nobody shall get any more. */
    void dropMessages() {
        events.removeIf(Event.Message.class::isInstance);
        heldBytes = events.stream().mapToLong(Event::heldBytes).sum();
    }

    /** Hands the next event over. False if there is none, or a pause. */
    boolean deliver(SctpOutput output) {
        if (paused || events.isEmpty()) {
            return false;
        }
        Event event = remove();
        if (event instanceof Event.Message message) {
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
