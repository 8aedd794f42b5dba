/** The trace of a run: everything that happened, in order, kept as hashes or in full. */
package dev.tributary.core.trace;
