/** The tracker as a WebSocket server, and the viewer's side of that socket. */
package dev.tributary.transport.tracker;
