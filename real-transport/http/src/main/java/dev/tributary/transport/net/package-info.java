/** Datagram sockets, as links use them. */
package dev.tributary.transport.net;
