package dev.tributary.core.tracker;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;

/**
 * Everything a {@link Tracker} can ask of its host.
 *
 * <p>Called only while an input of the tracker is on the stack. An implementation records the
 * request and returns: it does not block, does not throw and does not call the tracker back.
 * Nothing here is guaranteed to happen.
 */
public interface TrackerOutput {
    /**
     * An effect in one shape for all kinds, as {@link dev.tributary.core.peer.PeerOutput} has it.
     *
     * @param number of the connection or ticket
     * @param message null for none
     */
    default void effect(Effect kind, int number, @Nullable Message message) {
        throw new IllegalStateException(kind + " is not carried out here");
    }

    /** Sends a message, best effort, in order per connection. */
    default void send(int connection, Message message) {
        effect(Effect.SEND, connection, message);
    }

    /**
     * Asks whether the token of a viewer that wants to join is valid: made by the platform, for
     * this room, not expired, not used by another; answered by {@link Tracker#onTokenChecked}. No
     * state of the room changes before.
     */
    default void checkToken(int ticket, Join join) {
        effect(Effect.CHECK_TOKEN, ticket, join);
    }

    /**
     * Closes a connection after what was sent. The tracker has forgotten it: no {@link
     * Tracker#onDisconnected} is needed, and one that comes nevertheless is ignored.
     */
    default void close(int connection) {
        effect(Effect.CLOSE, connection, null);
    }

    /** Kinds of effects; journals hash the ordinals, hence the list grows at its end. */
    enum Effect {
        SEND((to, number, message) -> to.send(number, message)),
        CHECK_TOKEN((to, number, message) -> to.checkToken(number, (Join) message)),
        CLOSE((to, number, message) -> to.close(number));

        @SuppressWarnings("ImmutableEnumChecker") // a call captures nothing
        private final Call call;

        Effect(Call call) {
            this.call = call;
        }

        /** Carries an effect out by its method. */
        @SuppressWarnings("NullAway") // a call looks at no message that its kind does not have
        public void carryOut(TrackerOutput to, int number, @Nullable Message message) {
            call.on(to, number, message);
        }

        /** A call of the method of a kind. */
        private interface Call {
            void on(TrackerOutput to, int number, Message message);
        }
    }
}
