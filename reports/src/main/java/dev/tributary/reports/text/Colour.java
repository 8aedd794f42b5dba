package dev.tributary.reports.text;

/** Terminal colours, or none. */
record Colour(boolean on) {
    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31;1", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    /** Returns foreign text without control characters, which could steer the terminal. */
    static String safe(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip();
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
