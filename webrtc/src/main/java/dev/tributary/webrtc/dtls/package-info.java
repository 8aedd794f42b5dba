/**
 * DTLS 1.2 (RFC 6347) as WebRTC uses it (RFC 8827), by Bouncy Castle, with what that lacks on a bad
 * network and against a hostile one: {@code Datagrams}, {@code DatagramFilter} and {@code
 * BoundedCipher}.
 *
 * <p>One profile: ECDHE on P-256, or on X25519 or P-384 with a peer that has nothing else or, as
 * server, wants it so; AES-128-GCM (RFC 5289), extended master secret (RFC 7627); our certificate
 * an ECDSA one on P-256 with SHA-256, the peer's of a kind in {@code PeerKey}; both sides
 * authenticated by the fingerprint that signalling carried (RFC 8122), SHA-256 or a longer one. No
 * resumption, renegotiation, compression or older version, and no SRTP, though it is offered and an
 * offer answered.
 *
 * <p>The only layer of this module with threads: the library's handshake waits for datagrams, on
 * {@link dev.tributary.webrtc.dtls.DtlsWorkers}, and reads the clock.
 */
package dev.tributary.webrtc.dtls;
