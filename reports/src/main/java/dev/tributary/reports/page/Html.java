package dev.tributary.reports.page;

/** HTML under construction; everything that comes from input goes through {@link #text}. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Appends trusted markup. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Appends text of any origin. */
    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Appends an element with text. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** Appends an element of a class with text. */
    Html element(String name, String css, String text) {
        return raw("<" + name + " class=\"" + css + "\">").text(text).raw("</" + name + ">\n");
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> out.append(Character.isISOControl(c) ? '\ufffd' : c);
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
