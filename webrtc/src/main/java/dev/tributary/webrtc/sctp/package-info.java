/**
 * SCTP over DTLS for WebRTC data channels (RFC 9260, 8261, 8831, 8832, 6525, and the receiving half
 * of RFC 3758) as a state machine without I/O.
 */
package dev.tributary.webrtc.sctp;
