package dev.tributary.transport.rtmp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes AMF0 (Action Message Format 0, 2007, section 2). */
final class AmfWriter {
    private static final int TEXT_MAX = 0xffff;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    AmfWriter text(String value) {
        bytes.write(2);
        return name(value);
    }

    AmfWriter number(double value) {
        bytes.write(0);
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes.write((int) (bits >>> shift));
        }
        return this;
    }

    AmfWriter nothing() {
        bytes.write(5);
        return this;
    }

    AmfWriter begin() {
        bytes.write(3);
        return this;
    }

    AmfWriter field(String name, String value) {
        return name(name).text(value);
    }

    AmfWriter field(String name, double value) {
        return name(name).number(value);
    }

    /** Begins a field that is an object; it wants an end of its own. */
    AmfWriter beginField(String name) {
        return name(name).begin();
    }

    AmfWriter end() {
        bytes.writeBytes(new byte[] {0, 0, 9});
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private AmfWriter name(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, TEXT_MAX);
        bytes.write(length >>> 8);
        bytes.write(length);
        bytes.write(text, 0, length);
        return this;
    }
}
