/** JMH and macro benchmarks of the protocol core and the simulation engine. */
package dev.tributary.bench;
