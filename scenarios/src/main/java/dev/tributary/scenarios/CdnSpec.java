package dev.tributary.scenarios;

import static dev.tributary.scenarios.Quantity.MBPS;
import static dev.tributary.scenarios.Quantity.MILLIS;

/** The CDN as a viewer sees it. */
public record CdnSpec(
        @Key(
                        name = "rtt",
                        in = MILLIS,
                        range = "0 s..60 s",
                        usual = "20 ms",
                        text = "Median round-trip time to the nearest edge node")
                double rttMillis,
        @Key(
                        name = "perViewer",
                        in = MBPS,
                        range = "0.01 Mbps..100 Gbps",
                        word = "unlimited = 0",
                        usual = "50 Mbps",
                        text = "Rate that the edge grants one viewer")
                double viewerMbps,
        @Key(
                        name = "publishDelay",
                        in = MILLIS,
                        range = "0 s..60 s",
                        usual = "200 ms",
                        text = "From the end of a slice at the encoder to the edge nodes")
                double publishMillis,
        @Key(
                        usual = "once",
                        text =
                                "When the edge's TCP has to find its window: never, once for each"
                                        + " viewer, or also after-idle, when it sent nothing for a"
                                        + " round trip and 200 ms, as Linux does unless told not to",
                        source = "RFC 5681 3.1; decision 78")
                SlowStart slowStart,
        @Key(
                        range = "1..1000",
                        usual = "10",
                        text =
                                "Segments of 1460 bytes with which slow start begins; CDNs have up to 100",
                        source = "RFC 6928; Rüth and Hohlfeld 2018")
                int initialWindow) {
    /** When a TCP connection begins with a small window, which doubles in each round trip. */
    public enum SlowStart {
        /** It has its full window from the first byte on. */
        NEVER,
        /** With the first byte (RFC 5681 3.1). */
        ONCE,
        /** With the first byte, and with the first after a pause (RFC 5681 4.1). */
        AFTER_IDLE
    }
}
