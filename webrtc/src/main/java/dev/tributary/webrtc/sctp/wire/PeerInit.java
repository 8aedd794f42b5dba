package dev.tributary.webrtc.sctp.wire;

import java.util.Arrays;

/**
 * What a peer says of itself in INIT or INIT ACK (RFC 9260 sections 3.3.2 and 3.3.3).
 *
 * @param tag verification tag for packets to the peer
 * @param windowBytes its receive window
 * @param inboundStreams streams that it accepts
 * @param initialTsn its first TSN, also its first re-configuration request
 * @param resetsStreams whether it supports RE-CONFIG
 */
public record PeerInit(
        int tag, long windowBytes, int inboundStreams, int initialTsn, boolean resetsStreams) {
    public static final int FIXED_BYTES = 16;

    /** A parsed chunk: the peer, its cookie if any, and unknown parameters to be reported. */
    public static final class Parsed {
        public final PeerInit peer;
        public final byte[] cookie;
        public final byte[] unrecognized;

        Parsed(PeerInit peer, byte[] cookie, byte[] unrecognized) {
            this.peer = peer;
            this.cookie = cookie;
            this.unrecognized = unrecognized;
        }
    }

    /** Unknown parameters are reported up to this size. */
    private static final int UNRECOGNIZED_MAX = 256;

    private static final int HIGHEST_KNOWN = 13;
    private static final int HOST_NAME = 11;

    /** Parses the value of an INIT or INIT ACK; null if it is malformed or must be refused. */
    public static Parsed parse(byte[] bytes, int at, int length) {
        if (length < FIXED_BYTES) {
            return null;
        }
        int tag = Wire.i32(bytes, at);
        int outbound = Wire.u16(bytes, at + 8);
        int inbound = Wire.u16(bytes, at + 10);
        if (tag == 0 || outbound == 0 || inbound == 0) {
            return null;
        }
        byte[] cookie = null;
        byte[] unrecognized = new byte[0];
        boolean resets = false;
        int end = at + length;
        int next = at + FIXED_BYTES;
        while (next + ParameterType.HEADER_BYTES <= end) {
            int type = Wire.u16(bytes, next);
            int size = Wire.u16(bytes, next + 2);
            if (size < ParameterType.HEADER_BYTES || next + size > end) {
                return null;
            }
            int value = next + ParameterType.HEADER_BYTES;
            if (type == ParameterType.STATE_COOKIE) {
                cookie = Arrays.copyOfRange(bytes, value, next + size);
            } else if (type == ParameterType.SUPPORTED_EXTENSIONS) {
                resets |= contains(bytes, value, next + size, ChunkType.RE_CONFIG);
            } else if (type == HOST_NAME) {
                return null; // RFC 9260 section 3.3.2: to be refused
            } else if (type > HIGHEST_KNOWN && type != ParameterType.FORWARD_TSN_SUPPORTED) {
                if ((type >> 8 & ChunkType.UNKNOWN_REPORT) != 0) {
                    unrecognized = append(unrecognized, bytes, next, size);
                }
                if ((type >> 8 & ChunkType.UNKNOWN_SKIP) == 0) {
                    break;
                }
            }
            next += Wire.padded(size);
        }
        PeerInit peer =
                new PeerInit(
                        tag, Wire.u32(bytes, at + 4), inbound, Wire.i32(bytes, at + 12), resets);
        return new Parsed(peer, cookie, unrecognized);
    }

    private static boolean contains(byte[] bytes, int from, int to, int type) {
        for (int i = from; i < to; i++) {
            if (Wire.u8(bytes, i) == type) {
                return true;
            }
        }
        return false;
    }

    /** Wraps one parameter into an Unrecognized Parameter, padded. */
    private static byte[] append(byte[] list, byte[] bytes, int at, int size) {
        int wrapped = ParameterType.HEADER_BYTES + Wire.padded(size);
        if (list.length + wrapped > UNRECOGNIZED_MAX) {
            return list;
        }
        byte[] longer = Arrays.copyOf(list, list.length + wrapped);
        Wire.put16(longer, list.length, ParameterType.UNRECOGNIZED);
        Wire.put16(longer, list.length + 2, ParameterType.HEADER_BYTES + size);
        System.arraycopy(bytes, at, longer, list.length + ParameterType.HEADER_BYTES, size);
        return longer;
    }
}
