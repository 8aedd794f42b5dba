/** The tracker as a WebSocket server. */
package dev.tributary.transport.tracker;
