/**
 * The stream as it is cut: {@link dev.tributary.core.slice.Slicer} takes media tags and gives
 * slices and their index, from decoding times and order alone (docs/protocol.md 3).
 */
package dev.tributary.core.slice;
