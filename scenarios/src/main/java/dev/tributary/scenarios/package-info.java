/**
 * The scenario format: records of a described world and run, their YAML reader and its error
 * messages.
 */
package dev.tributary.scenarios;
