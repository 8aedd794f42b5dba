/** WebRTC data channels as links between viewers. */
package dev.tributary.transport.webrtc;
