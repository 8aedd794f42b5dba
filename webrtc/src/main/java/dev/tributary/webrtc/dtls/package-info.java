/**
 * DTLS 1.2 (RFC 6347) as WebRTC uses it (RFC 8827), by Bouncy Castle, with what that lacks on a bad
 * network and against a hostile one: {@code Datagrams}, {@code DatagramFilter} and {@code
 * BoundedCipher}.
 *
 * <p>One profile and nothing to negotiate: ECDHE on P-256, ECDSA certificates on P-256 with
 * SHA-256, AES-128-GCM (RFC 5289), extended master secret (RFC 7627), both sides authenticated by
 * the SHA-256 fingerprint of the certificate that signalling carried (RFC 8122). No resumption,
 * renegotiation, compression or older version.
 *
 * <p>The only layer of this module with threads: the library's handshake waits for datagrams, on
 * {@link dev.tributary.webrtc.dtls.DtlsWorkers}, and reads the clock.
 */
package dev.tributary.webrtc.dtls;
