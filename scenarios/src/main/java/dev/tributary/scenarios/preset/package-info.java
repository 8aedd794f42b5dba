/** Named worlds, each number with its source. */
package dev.tributary.scenarios.preset;
