/**
 * Fragmented MP4 (ISO/IEC 14496-12) of H.264 and HEVC (14496-15) and AAC (14496-14): functions of
 * what they are given and nothing else, so that whoever has the same frames makes the same bytes.
 * Times are in milliseconds, the timescale of every track, as FLV has no finer ones.
 */
package dev.tributary.transport.mp4;
