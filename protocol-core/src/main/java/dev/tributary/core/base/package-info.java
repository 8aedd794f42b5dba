/**
 * The floor of the core: checks that are always on, time that never comes, the generator of random
 * numbers, a map by int, what may be null. Knows no other package.
 */
package dev.tributary.core.base;
