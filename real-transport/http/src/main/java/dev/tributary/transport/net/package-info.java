/** What servers, clients and links share of sockets: datagrams, look-ups, answers to pings. */
package dev.tributary.transport.net;
