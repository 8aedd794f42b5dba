/**
 * The production host of the protocol core: one event loop drives any number of its state machines
 * over real sockets. It decides nothing.
 */
package dev.tributary.transport;
