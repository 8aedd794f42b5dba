/** The interface of a scheduler over HTTP, get_link, and its client. */
package dev.tributary.transport.scheduler.client;
