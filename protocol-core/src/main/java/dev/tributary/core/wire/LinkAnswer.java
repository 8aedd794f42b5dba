package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;

/**
 * The scheduler's answer to {@link GetLink}.
 *
 * @param tracker number of the tracker to register with
 * @param token admission token for the tracker, at most {@value Join#TOKEN_MAX} bytes
 * @param originKey public key of the origin, {@value #KEY_BYTES} bytes, for the host that verifies
 * @param settings configuration of the room; when its strategy uses no peers, no tracker is needed
 */
public record LinkAnswer(int tracker, Payload token, Payload originKey, RoomSettings settings)
        implements Message {
    /** Ed25519. */
    public static final int KEY_BYTES = 32;

    /** Checks the ranges. */
    public LinkAnswer {
        Check.range("tracker", tracker, 0, Integer.MAX_VALUE);
        Check.range("token", token.length(), 0, Join.TOKEN_MAX);
        Check.range("originKey", originKey.length(), KEY_BYTES, KEY_BYTES);
    }

    @Override
    public Type type() {
        return Type.LINK_ANSWER;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME
                + WireSize.of(tracker)
                + WireSize.ofBlob(token)
                + KEY_BYTES
                + WireSize.of(settings);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(tracker);
        out.blob(token);
        out.tail(originKey);
        SettingsCodec.write(settings, out);
    }

    static LinkAnswer read(WireReader in) throws MalformedMessageException {
        int tracker = in.varint("tracker", 0, Integer.MAX_VALUE);
        Payload token = in.blob("token", Join.TOKEN_MAX);
        Payload originKey = in.bytes("originKey", KEY_BYTES);
        return new LinkAnswer(tracker, token, originKey, SettingsCodec.read(in));
    }
}
