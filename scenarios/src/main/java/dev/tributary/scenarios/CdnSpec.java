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
                double publishMillis) {}
