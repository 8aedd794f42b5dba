/**
 * The virtual world: event list, network, access links, churn and CDN model around the protocol
 * core.
 */
package dev.tributary.sim;
