/** A viewer's socket to its tracker. */
package dev.tributary.transport.tracker.client;
