/**
 * DTLS 1.2 (RFC 6347) as WebRTC uses it (RFC 8827), without sockets, threads or clocks.
 *
 * <p>One profile and nothing to negotiate: ECDHE on P-256, ECDSA certificates on P-256 with
 * SHA-256, AES-128-GCM (RFC 5289), extended master secret (RFC 7627), both sides authenticated by
 * the SHA-256 fingerprint of the certificate that signalling carried (RFC 8122). No resumption,
 * renegotiation, compression or older version exists here to be downgraded to. Primitives are the
 * JDK's.
 */
package dev.tributary.webrtc.dtls;
