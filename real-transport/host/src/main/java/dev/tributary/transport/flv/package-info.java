/** FLV: a strict demuxer, the file header, and synthetic streams for tests and load. */
package dev.tributary.transport.flv;
