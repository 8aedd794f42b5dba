package dev.tributary.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a metric as Prometheus does. */
public final class Metrics {
    private Metrics() {}

    /** Returns the value of a metric without labels of a server on loopback. */
    public static double read(int port, String name) throws IOException {
        URL metrics = new URL("http://127.0.0.1:" + port + "/metrics");
        try (InputStream in = metrics.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher line = Pattern.compile("(?m)^" + name + " (.*)$").matcher(text);
            if (!line.find()) {
                throw new IOException(metrics + " has no " + name);
            }
            return Double.parseDouble(line.group(1));
        }
    }
}
