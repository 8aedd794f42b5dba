package dev.tributary.core.wire;

import java.util.List;

/**
 * Viewers to link with, without any duty: for strategies that choose neighbours themselves.
 *
 * @param sessions at most 255
 */
public record Peers(List<Integer> sessions) implements Message {
    @Override
    public Type type() {
        return Type.PEERS;
    }
}
