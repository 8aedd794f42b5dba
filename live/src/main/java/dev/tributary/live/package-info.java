/** A scenario over real sockets on this machine, measured as a simulation is. */
package dev.tributary.live;
