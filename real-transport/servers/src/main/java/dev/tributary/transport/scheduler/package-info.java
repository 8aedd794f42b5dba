/** The scheduler over HTTP: which tracker and which edge a viewer is sent to. */
package dev.tributary.transport.scheduler;
