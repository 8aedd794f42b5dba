/**
 * The formats of SCTP and of its data channels: fields, the checksum, numbers of chunks and
 * parameters, INIT, SACK, the state cookie, DATA_CHANNEL_OPEN (RFC 9260 section 3, RFC 6525 section
 * 3, RFC 8832 section 5). Nothing here has a state or knows an association.
 */
package dev.tributary.webrtc.sctp.wire;
