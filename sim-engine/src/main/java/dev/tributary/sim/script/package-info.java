/**
 * The script of a run, which both worlds play: who comes and goes, over which lines and paths, and
 * what the encoder makes; the protocol changes none of it.
 */
package dev.tributary.sim.script;
