package dev.tributary.core.wire;

import dev.tributary.core.registry.Systems;
import java.util.HexFormat;

/** Bytes as text, spaces between fields allowed. */
final class Hex {
    private Hex() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static Message decode(byte[] bytes) throws MalformedMessageException {
        return MessageCodec.decode(bytes, 0, bytes.length, Systems.all());
    }

    static Message decode(String hex) throws MalformedMessageException {
        return decode(bytes(hex));
    }
}
