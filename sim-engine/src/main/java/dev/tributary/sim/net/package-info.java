/** Network models: NAT traversal, connect time, access links and paths. Knows nothing of video. */
package dev.tributary.sim.net;
