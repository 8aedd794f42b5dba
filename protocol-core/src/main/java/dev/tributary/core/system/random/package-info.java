/** The naive baseline: every new slice is pushed to neighbours drawn at random. */
package dev.tributary.core.system.random;
