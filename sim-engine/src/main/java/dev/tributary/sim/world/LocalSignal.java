package dev.tributary.sim.world;

import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;

/**
 * A description or candidate that a transport has ready.
 *
 * @param kind what it is
 * @param blob its bytes; the first four name the connection
 */
record LocalSignal(SignalKind kind, Payload blob) {}
