package dev.tributary.reports.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.tributary.reports.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The report of one run as one HTML file that needs nothing else: no network, no script. */
public final class HtmlReport {
    /** A name that the template has and the page has not ends in an exception, not in a gap. */
    private static final Template TEMPLATE = template("report.mustache");

    /** Several runs side by side. */
    static final Template POINTS = template("points.mustache");

    private HtmlReport() {}

    private static Template template(String name) {
        return Mustache.compiler()
                .withEscaper(HtmlReport::escape)
                .strictSections(true)
                .compile(resource(name));
    }

    /** Returns the page. */
    public static String of(Run run) {
        return TEMPLATE.execute(new PageContent(run).page(css()));
    }

    static String css() {
        return resource("report.css");
    }

    /** Escapes what HTML reads as markup; control characters become visible. */
    private static String escape(String text) {
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

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " belongs into the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
