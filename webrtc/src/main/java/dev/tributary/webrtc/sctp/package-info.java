/**
 * SCTP over DTLS for WebRTC data channels (RFC 9260, 8261, 8831, 8832, 6525, 8899, and the
 * receiving half of RFC 3758) as a state machine without I/O.
 *
 * <p>Inside, {@code SctpAssociation} routes: {@code Handshake} until the peer is known, then {@code
 * Established} with {@code Sender} (what is under way, retransmission), {@code Receiver} (what has
 * arrived, acknowledgement), {@code StreamReset}, {@code Heartbeat}, {@code PathSize} and {@code
 * Teardown}. {@code DataChannels} and its {@code SendQueue} exist from the beginning, so that
 * channels may be opened and messages queued before the handshake is done. What is on the wire
 * stands in {@code sctp.wire}.
 */
package dev.tributary.webrtc.sctp;
