/** The network between real sockets of one machine: lines, paths, loss and NATs, in user space. */
package dev.tributary.live.net;
