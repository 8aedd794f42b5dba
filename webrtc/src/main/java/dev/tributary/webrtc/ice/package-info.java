/**
 * ICE for one data-channel transport (RFC 8445, trickle by RFC 8838, consent by RFC 7675) over UDP.
 *
 * <p>A state machine without I/O: {@link dev.tributary.webrtc.ice.IceAgent} takes datagrams,
 * signals and the time, and acts through {@link dev.tributary.webrtc.ice.IceOutput}.
 */
package dev.tributary.webrtc.ice;
