/** The scheduler's server and its client: get_link over HTTP. */
package dev.tributary.transport.scheduler;
