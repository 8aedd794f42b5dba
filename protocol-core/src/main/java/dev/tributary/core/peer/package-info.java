/**
 * One viewer as a state machine: {@link dev.tributary.core.peer.Peer} takes inputs with their time
 * and passes them to the mechanisms of a stay in a room, which act through {@link
 * dev.tributary.core.peer.PeerOutput} and are watched by {@link
 * dev.tributary.core.peer.PeerObserver}.
 *
 * <p>Mechanisms only: what differs between systems is a {@link
 * dev.tributary.core.strategy.Strategy}. Every table has a maximum; nothing of another viewer is
 * believed before it is checked.
 */
package dev.tributary.core.peer;
