/** One event loop that drives core machines: its clock, its wake-ups, and the viewer's host. */
package dev.tributary.transport.host;
