/**
 * Network models: NAT traversal, connect time, access links, paths and the ceiling they put on
 * sharing. Knows nothing of video.
 */
package dev.tributary.sim.net;
