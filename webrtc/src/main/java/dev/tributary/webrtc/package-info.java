/**
 * WebRTC data channels as state machines without I/O: {@code stun}, {@code ice}, {@code sctp} (with
 * the data channel establishment protocol) and {@code sdp} of our own, {@code dtls} by Bouncy
 * Castle.
 *
 * <p>Bytes and the time come in as arguments and bytes go out through small interfaces, so that
 * every layer can be driven by a test with a virtual clock and a hostile network.
 */
package dev.tributary.webrtc;
