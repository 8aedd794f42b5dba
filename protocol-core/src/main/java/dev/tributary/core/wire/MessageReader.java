package dev.tributary.core.wire;

/** Reads one type of message, after its type and flags. */
interface MessageReader {
    Message read(WireReader in) throws MalformedMessageException;
}
