/**
 * The session description of one data-channel connection (RFC 8866, 8839, 8841, 8842), written from
 * fields by a template and read into fields strictly: text of a peer never reaches another one.
 */
package dev.tributary.webrtc.sdp;
