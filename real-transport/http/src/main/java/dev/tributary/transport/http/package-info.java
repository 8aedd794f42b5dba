/**
 * What all our servers share: HTTP/1.1 and WebSocket on one Netty event loop, with the limits of
 * reliability.md T16, health, metrics and an orderly stop.
 */
package dev.tributary.transport.http;
