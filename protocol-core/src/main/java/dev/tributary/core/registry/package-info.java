/** The registry of the systems: the one place that lists them, and knows them all. */
package dev.tributary.core.registry;
