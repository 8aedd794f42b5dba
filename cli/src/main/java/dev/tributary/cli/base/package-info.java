/** What every command has: where it runs, its exit codes, scenario files, its version. */
package dev.tributary.cli.base;
