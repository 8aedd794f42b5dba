/**
 * NAT kinds and the question who can reach whom; pure functions, shared by tracker and simulator.
 */
package dev.tributary.core.nat;
