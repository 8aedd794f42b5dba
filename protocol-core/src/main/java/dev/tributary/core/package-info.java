/**
 * The protocol that ships: pure state machines without I/O, clocks, threads or randomness of their
 * own.
 */
package dev.tributary.core;
