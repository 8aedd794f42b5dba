/**
 * Journals of what a machine of the core was told, and their replay (reliability.md 5.4): a session
 * that went wrong in the world is run again, on a desk, by the code of then or of now.
 */
package dev.tributary.transport.journal;
