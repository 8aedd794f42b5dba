package dev.tributary.transport.journal;

import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import java.nio.ByteBuffer;

/** What comes with an input, as the payload of a record: by its class, whatever the input. */
final class Contents {
    private static final byte[] NOTHING = {};
    private static final SignalKind[] SIGNALS = SignalKind.values();
    private static final CloseReason[] REASONS = CloseReason.values();
    private static final int SIGNAL_BYTES = 1 + 4 + 8;

    private Contents() {}

    /** Returns the payload of a content; messages are masked already. */
    static byte[] encode(Object content) {
        if (content == null) {
            return NOTHING;
        }
        if (content instanceof Message message) {
            return MessageRecord.encode(message);
        }
        if (content instanceof Payload payload) {
            return MessageRecord.encode(payload);
        }
        if (content instanceof LocalSignal signal) {
            return encode(signal);
        }
        if (content instanceof TrackerInput.Verdict verdict) {
            byte[] kept = MessageRecord.encode(verdict.fingerprint());
            ByteBuffer out = ByteBuffer.allocate(1 + kept.length);
            return out.put((byte) (verdict.valid() ? 1 : 0)).put(kept).array();
        }
        if (content instanceof TrackerInput.Opening opening) {
            return Configs.encode(opening.stream(), opening.settings());
        }
        if (content instanceof CloseReason reason) {
            return new byte[] {(byte) reason.ordinal()};
        }
        if (content instanceof Integer number) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        }
        if (content instanceof Boolean flag) {
            return new byte[] {(byte) (flag ? 1 : 0)};
        }
        throw new IllegalArgumentException("no journal holds a " + content.getClass());
    }

    /** Of the blob, length and digest are kept. */
    private static byte[] encode(LocalSignal signal) {
        ByteBuffer out = ByteBuffer.allocate(SIGNAL_BYTES);
        out.put((byte) signal.kind().ordinal()).putInt(signal.blob().length());
        return out.putLong(Digest.of(signal.blob())).array();
    }

    /** Returns the content of a class that a payload holds; null for {@link Void}. */
    static Object decode(Class<?> kind, byte[] payload) throws JournalException {
        if (kind == Void.class) {
            return null;
        }
        if (Message.class.isAssignableFrom(kind)) {
            return message(payload, kind.asSubclass(Message.class));
        }
        if (kind == Payload.class) {
            return MessageRecord.payload(payload, 0);
        }
        if (kind == LocalSignal.class) {
            return signal(payload);
        }
        if (kind == TrackerInput.Verdict.class) {
            Payload fingerprint = MessageRecord.payload(payload, 1);
            return new TrackerInput.Verdict(payload[0] == 1, fingerprint);
        }
        if (kind == TrackerInput.Opening.class) {
            return new TrackerInput.Opening(Configs.stream(payload), Configs.settings(payload));
        }
        if (kind == CloseReason.class) {
            return one(payload, REASONS);
        }
        if (kind == Integer.class) {
            return positive(payload);
        }
        if (kind == Boolean.class) {
            return one(payload, new Boolean[] {false, true});
        }
        throw new IllegalArgumentException("no journal holds a " + kind);
    }

    static <M extends Message> M message(byte[] payload, Class<M> kind) throws JournalException {
        Message message = MessageRecord.decode(payload);
        if (!kind.isInstance(message)) {
            throw new JournalException(message.type() + " where no such message is expected");
        }
        return kind.cast(message);
    }

    private static LocalSignal signal(byte[] bytes) throws JournalException {
        if (bytes.length != SIGNAL_BYTES || bytes[0] < 0 || bytes[0] >= SIGNALS.length) {
            throw new JournalException("no signal");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        SignalKind kind = SIGNALS[in.get()];
        int length = in.getInt();
        if (length < 0 || length > Signal.BLOB_MAX) {
            throw new JournalException("a signal of " + length + " bytes");
        }
        return new LocalSignal(kind, Digest.stand(in.getLong(), length));
    }

    /** Journals of before there was a bound have none: it was as large as any message. */
    private static int positive(byte[] bytes) throws JournalException {
        int number = bytes.length == 0 ? Integer.MAX_VALUE : 0;
        number = bytes.length == Integer.BYTES ? ByteBuffer.wrap(bytes).getInt() : number;
        if (number < 1) {
            throw new JournalException("no positive number");
        }
        return number;
    }

    private static <E> E one(byte[] bytes, E[] values) throws JournalException {
        if (bytes.length != 1 || bytes[0] < 0 || bytes[0] >= values.length) {
            throw new JournalException("no choice of " + values.length);
        }
        return values[bytes[0]];
    }
}
