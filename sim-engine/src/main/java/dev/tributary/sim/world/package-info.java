/**
 * The simulated world: hosts that run the core's viewers, tracker and scheduler, an edge and a live
 * source, the network between them, and the audience that comes and goes.
 *
 * <p>All that is under way is an event posted to a node; {@link dev.tributary.sim.world.Simulation}
 * makes one run of it, whose result depends on scenario and seed alone. Invariants are checked at
 * every event.
 */
package dev.tributary.sim.world;
