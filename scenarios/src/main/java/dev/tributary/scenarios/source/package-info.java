/** The text of scenario files: YAML in, a tree of values with their places out, and problems. */
package dev.tributary.scenarios.source;
