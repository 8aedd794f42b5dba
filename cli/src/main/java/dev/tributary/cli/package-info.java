/** The command line: parses arguments and wires the other modules together. */
package dev.tributary.cli;
