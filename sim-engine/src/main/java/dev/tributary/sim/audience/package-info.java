/**
 * Who comes, when and for how long, and what each viewer is: draws and curves that know neither the
 * protocol nor the world.
 */
package dev.tributary.sim.audience;
