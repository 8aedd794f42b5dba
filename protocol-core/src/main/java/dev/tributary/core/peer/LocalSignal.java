package dev.tributary.core.peer;

import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;

/**
 * A description or candidate that the transport of a link has for the other side.
 *
 * @param kind what it is
 * @param blob its bytes
 */
public record LocalSignal(SignalKind kind, Payload blob) {}
