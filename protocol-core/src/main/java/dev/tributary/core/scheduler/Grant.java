package dev.tributary.core.scheduler;

import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Payload;

/**
 * What the host gives a viewer that may watch; cryptography is not the scheduler's.
 *
 * @param token admission token for the tracker
 * @param originKey public key of the stream's origin
 */
public record Grant(Payload token, Payload originKey) {
    /** A grant in a world without bytes. */
    public static final Grant WITHOUT_BYTES =
            new Grant(Payload.ofLength(Join.TOKEN_TYPICAL), Payload.ofLength(LinkAnswer.KEY_BYTES));
}
