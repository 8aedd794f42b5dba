/** The cryptography of slices: keys of an origin, sealing, and the viewer's check. */
package dev.tributary.transport.seal;
