/** Small files that servers keep: keys, and the numbers of slices. */
package dev.tributary.transport.file;
