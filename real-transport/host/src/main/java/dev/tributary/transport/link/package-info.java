/** Links between viewers: what carries the core's messages, whatever the transport. */
package dev.tributary.transport.link;
