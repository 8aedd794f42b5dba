/** STUN (RFC 8489) as bytes in and bytes out: the codec and a stateless Binding server. */
package dev.tributary.webrtc.stun;
