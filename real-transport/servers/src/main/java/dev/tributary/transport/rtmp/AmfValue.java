package dev.tributary.transport.rtmp;

import java.util.List;
import java.util.Map;

/** A value in AMF0 (Action Message Format 0, 2007), as far as commands need them. */
sealed interface AmfValue {
    /** Null, undefined, or what is unsupported. */
    record Nothing() implements AmfValue {}

    /** A number; a date is the number of its milliseconds. */
    record Quantity(double value) implements AmfValue {}

    /** A boolean. */
    record Flag(boolean value) implements AmfValue {}

    /** A string, short or long, or an XML document. */
    record Text(String value) implements AmfValue {}

    /** An object, with a class or without, or an ECMA array. */
    record Fields(Map<String, AmfValue> values) implements AmfValue {}

    /** A strict array. */
    record Items(List<AmfValue> values) implements AmfValue {}

    /** Returns a text, or an empty one when this is none. */
    default String text() {
        return this instanceof Text text ? text.value() : "";
    }

    /** Returns a number, or 0 when this is none. */
    default double number() {
        return this instanceof Quantity number ? number.value() : 0;
    }

    /** Returns a field of an object, or nothing when this is none or has no such field. */
    default AmfValue field(String name) {
        AmfValue none = new Nothing();
        return this instanceof Fields fields ? fields.values().getOrDefault(name, none) : none;
    }
}
