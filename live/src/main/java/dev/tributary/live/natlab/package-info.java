/**
 * The NAT laboratory (docs/natlab.md): viewers' links through NATs of the kernel, their outcome
 * compared with {@link dev.tributary.core.nat.Connectivity}. {@code dev/natlab/run} makes the
 * network namespaces that it needs.
 */
package dev.tributary.live.natlab;
