/**
 * The messages and their bytes: a record for each message, checked when it is made, and {@link
 * dev.tributary.core.wire.MessageCodec}, the only place that knows the encoding. Normative is
 * docs/protocol.md; malformed bytes are the one checked exception of the core.
 */
package dev.tributary.core.wire;
