package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.room.SystemProfiles;
import java.util.Objects;

/**
 * Messages to bytes and back: {@code type u8 | flags u8 | body}, the only place that knows the
 * wire.
 *
 * <p>A message has one encoding and an accepted encoding is one message, so that equal runs give
 * equal bytes and nobody can vary a message without changing it. Normative: docs/protocol.md.
 */
public final class MessageCodec {
    /** Version of this protocol, in the first message to each kind of partner. */
    public static final int VERSION = 3;

    /** Set in the flags of a type that a receiver must not skip when it does not know it. */
    public static final int CRITICAL = 0x80;

    private static final Message.Type[] TYPES = typesById();

    private MessageCodec() {}

    /** Returns the encoded message. */
    public static byte[] encode(Message message) {
        byte[] target = new byte[message.wireBytes()];
        encode(message, target, 0);
        return target;
    }

    /**
     * Writes the message to {@code target} from {@code offset} on.
     *
     * @return the number of bytes written, {@link Message#wireBytes()}
     * @throws IllegalArgumentException when the target is too short
     */
    public static int encode(Message message, byte[] target, int offset) {
        int size = message.wireBytes();
        if (offset < 0 || size > target.length - offset) {
            throw new IllegalArgumentException("no room for " + size + " bytes at " + offset);
        }
        WireWriter out = new WireWriter(target, offset);
        out.u8(message.type().id());
        out.u8(message.flags());
        message.write(out);
        Check.that(out.position() - offset == size, "a message is as long as it says");
        return size;
    }

    /**
     * Reads the message that fills exactly {@code length} bytes from {@code offset} on. It names no
     * system: a {@link LinkAnswer} is refused.
     *
     * @throws MalformedMessageException when the bytes are no message; the only exception that
     *     bytes can cause
     */
    public static Message decode(byte[] bytes, int offset, int length)
            throws MalformedMessageException {
        return decode(bytes, offset, length, null);
    }

    /**
     * Reads the message that fills exactly {@code length} bytes from {@code offset} on.
     *
     * @param systems those that a {@link LinkAnswer} may name
     * @throws MalformedMessageException when the bytes are no message; the only exception that
     *     bytes can cause
     */
    public static Message decode(
            byte[] bytes, int offset, int length, @Nullable SystemProfiles systems)
            throws MalformedMessageException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        WireReader in = new WireReader(bytes, offset, length, systems);
        Message.Type type = TYPES[in.u8("type")];
        int flags = in.u8("flags");
        if (type == null) {
            throw new MalformedMessageException(0, "a known type", (flags & CRITICAL) == 0);
        }
        if ((flags & ~type.knownFlags()) != 0) {
            String known = type.knownFlags() == 0 ? "flags 0" : "flags 0.." + type.knownFlags();
            throw new MalformedMessageException(1, known, false);
        }
        in.flags(flags);
        Message message = type.read(in);
        in.finish();
        return message;
    }

    private static Message.Type[] typesById() {
        Message.Type[] types = new Message.Type[256];
        for (Message.Type type : Message.Type.values()) {
            Check.that(types[type.id()] == null, "every type has its own id");
            types[type.id()] = type;
        }
        return types;
    }
}
