/** The commands that serve and watch a real stream, and what they are given. */
package dev.tributary.cli.serve;
