package dev.tributary.transport.journal;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.StreamKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Configurations of machines as bytes; a viewer's lasting identity and its certificate left out.
 */
final class Configs {
    private static final Payload NOTHING = Payload.ofLength(0);
    private static final SignalRule[] RULES = SignalRule.values();
    private static final SymmetricSeeds[] SEEDS = SymmetricSeeds.values();
    private static final int STREAM_BYTES = 16;

    private Configs() {}

    /** A tracker's configuration and the seed of its generator. */
    record TrackerStart(TrackerConfig config, int seed) {}

    static Payload encode(PeerConfig config) {
        Join join = new Join(config.stream(), new PeerId(0, 0), config.capabilities(), NOTHING);
        ByteBuffer out = ByteBuffer.allocate(4 + join.wireBytes());
        out.putInt(config.seed()).put(MessageCodec.encode(join));
        return Payload.of(out.array());
    }

    static PeerConfig viewer(Payload bytes) throws JournalException {
        try {
            ByteBuffer in = buffer(bytes);
            int seed = in.getInt();
            byte[] message = new byte[in.remaining()];
            in.get(message);
            if (MessageCodec.decode(message, 0, message.length) instanceof Join join) {
                Payload fingerprint = Payload.ofLength(GetLink.FINGERPRINT_BYTES);
                return new PeerConfig(
                        join.stream(), join.peerId(), join.capabilities(), fingerprint, seed);
            }
            throw new JournalException("no configuration of a viewer");
        } catch (BufferUnderflowException | MalformedMessageException e) {
            throw new JournalException("no configuration of a viewer", e);
        }
    }

    static Payload encode(TrackerConfig config, int seed) {
        ByteBuffer out = ByteBuffer.allocate(4 * 13);
        out.putInt(seed);
        out.putInt(config.reportMillis()).putInt(config.roomViewersMax());
        out.putInt(config.messagesPerSecond()).putInt(config.messageBurst());
        out.putInt(config.debounceMillis()).putInt(config.retryMillis());
        out.putInt(config.failedMillis()).putInt(config.complainers());
        out.putInt(config.quarantineMillis()).putInt(config.sample());
        out.putInt(config.signals().ordinal()).putInt(config.symmetricSeeds().ordinal());
        return Payload.of(out.array());
    }

    static TrackerStart tracker(Payload bytes) throws JournalException {
        try {
            ByteBuffer in = buffer(bytes);
            int seed = in.getInt();
            TrackerConfig config =
                    new TrackerConfig(
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            RULES[in.getInt()],
                            in.hasRemaining() ? SEEDS[in.getInt()] : SymmetricSeeds.NEVER);
            if (in.hasRemaining()) {
                throw new JournalException("a configuration of another build");
            }
            return new TrackerStart(config, seed);
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | ArrayIndexOutOfBoundsException e) {
            throw new JournalException("no configuration of a tracker", e);
        }
    }

    static byte[] encode(StreamKey stream, RoomSettings settings) {
        Payload key = Payload.ofLength(LinkAnswer.KEY_BYTES);
        LinkAnswer answer = new LinkAnswer(0, NOTHING, key, settings);
        ByteBuffer out = ByteBuffer.allocate(STREAM_BYTES + answer.wireBytes());
        out.putLong(stream.high()).putLong(stream.low()).put(MessageCodec.encode(answer));
        return out.array();
    }

    static StreamKey stream(byte[] bytes) throws JournalException {
        if (bytes.length < STREAM_BYTES) {
            throw new JournalException("no room");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new StreamKey(in.getLong(), in.getLong());
    }

    static RoomSettings settings(byte[] bytes) throws JournalException {
        try {
            byte[] message = Arrays.copyOfRange(bytes, STREAM_BYTES, bytes.length);
            if (MessageCodec.decode(message, 0, message.length, Systems.all())
                    instanceof LinkAnswer answer) {
                return answer.settings();
            }
            throw new JournalException("no settings of a room");
        } catch (MalformedMessageException e) {
            throw new JournalException("no settings of a room", e);
        }
    }

    private static ByteBuffer buffer(Payload bytes) {
        byte[] copy = new byte[bytes.length()];
        bytes.copyTo(copy, 0);
        return ByteBuffer.wrap(copy);
    }
}
