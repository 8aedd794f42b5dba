/**
 * The viewer's half of each system: decisions over a read-only view of a viewer, without state of
 * the mechanisms that carry them out. The tracker's half is {@code core.tracker}'s policies.
 */
package dev.tributary.core.strategy;
