/**
 * HLS (RFC 8216) of what a server or a viewer keeps: playlists, and fragmented MP4 made from slices
 * when it is asked for. Where a segment begins and ends, its name and its bytes follow from the
 * slices alone, so that they are the same wherever the same slices are ({@code decision 86}).
 */
package dev.tributary.transport.hls;
