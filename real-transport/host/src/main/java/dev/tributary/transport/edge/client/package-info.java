/**
 * The interface of an edge over HTTP, and its client, which a viewer and a lower edge use.
 *
 * <p>HTTP/1.1. {@code {s}} is a stream key, 32 hexadecimal digits. Every refusal is a status and
 * one word.
 *
 * <ul>
 *   <li>{@code GET /v1/{s}/index}: the INDEX message; {@code tributary-signature} is the origin's
 *       Ed25519 over {@code "TRIBINDX"}, the key and the body, base64url. 503 before the first.
 *   <li>{@code GET /v1/{s}/header?slice={n}}: FLV header, onMetaData and the sequence headers in
 *       force in that slice, in the newest without {@code slice}; signed likewise after {@code
 *       "TRIBHEAD"}. 503 before it is known.
 *   <li>{@code GET /v1/{s}/slices/{n}}: media, whole or one {@code Range}; {@code tributary-slice}
 *       is {@code slice,dts,duration,size,flags} of the slice's header. 404 when it is gone or not
 *       yet there, 416 for what is outside and for several ranges, 400 for what is no range.
 *   <li>{@code GET /v1/{s}/slices/{n}.seal}: the DATA message of the first block without its media,
 *       which is header and seal: the first block behind it makes it whole.
 *   <li>{@code GET /v1/{s}/live?session={32 hex}&n={1..31}&sub={hex mask}&from={slice}}: an answer
 *       without end, frames of {@code length u24 | DATA} of one block each, hop 0; a length of 0
 *       comes each second in which there was nothing else to send. The answer ends when all
 *       sub-streams are given up and sent.
 *   <li>{@code POST /v1/{s}/live/{session}?sub=..&from=..}: changes a standing stream; what is
 *       given up leaves the queue, what is new is pushed from {@code from} on. 204, or 404 when
 *       there is no such session.
 *   <li>{@code GET /v1/{s}/edge?session={32 hex}}: 302 to the index at the node meant for a viewer.
 *   <li>{@code GET /v1/{s}/hls/{name}}: the same stream as HLS for plain players: {@code
 *       index.m3u8}, {@code master.m3u8}, and what they name ({@code transport.hls}). Unsigned.
 * </ul>
 */
package dev.tributary.transport.edge.client;
