/**
 * RTMP as a publisher speaks it (Adobe RTMP 1.0; enhanced RTMP v1 and v2), without sockets: bytes
 * in, tags and answers out.
 */
package dev.tributary.transport.rtmp;
