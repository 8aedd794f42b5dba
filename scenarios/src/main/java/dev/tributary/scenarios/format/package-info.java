/** Scenario files: YAML in, records out, and every mistake with its line and column. */
package dev.tributary.scenarios.format;
