/** The STUN Binding server on its socket. */
package dev.tributary.transport.stun;
