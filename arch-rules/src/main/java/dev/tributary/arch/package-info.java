/** What the architecture tests of all modules share. */
package dev.tributary.arch;
