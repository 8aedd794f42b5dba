/** A bounded HTTP/1.1 client on the event loop of its owner: what all our clients share. */
package dev.tributary.transport.client;
