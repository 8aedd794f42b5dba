package dev.tributary.scenarios;

import java.util.List;

/**
 * The internet between viewers.
 *
 * @param preset name it came from
 * @param fixedNat shares of the seven NAT kinds among fixed lines, by ordinal, sum 1
 * @param cellularNat the same among cellular viewers
 * @param ipv6Share share of viewers with IPv6
 * @param connectSuccess share of attempts between connectable viewers that succeed over IPv4
 * @param ipv6Success the same over IPv6
 * @param fixedAccess tiers of fixed lines
 * @param cellular rates of cellular lines
 * @param uplinkUse which part of an uplink peers may use
 * @param uplink how messages share an uplink
 * @param ispShares share of each provider, sum 1
 * @param zones number of large regions, all of equal size
 * @param rtt round-trip times
 * @param loss packet loss
 * @param ice connection establishment
 */
public record NetworkSpec(
        String preset,
        List<Double> fixedNat,
        List<Double> cellularNat,
        double ipv6Share,
        double connectSuccess,
        double ipv6Success,
        List<AccessTier> fixedAccess,
        CellularAccess cellular,
        UplinkUse uplinkUse,
        UplinkModel uplink,
        List<Double> ispShares,
        int zones,
        RttSpec rtt,
        LossSpec loss,
        IceSpec ice) {
    /** Copies the lists. */
    public NetworkSpec {
        fixedNat = List.copyOf(fixedNat);
        cellularNat = List.copyOf(cellularNat);
        fixedAccess = List.copyOf(fixedAccess);
        ispShares = List.copyOf(ispShares);
    }

    /**
     * One kind of fixed line.
     *
     * @param downMbps downlink, 0 = unlimited
     * @param upMbps uplink, 0 = unlimited
     * @param share share of fixed lines
     */
    public record AccessTier(double downMbps, double upMbps, double share) {}

    /**
     * Lognormal cellular rates.
     *
     * @param downMeanMbps mean downlink
     * @param upMeanMbps mean uplink
     * @param sigma standard deviation of ln rate
     */
    public record CellularAccess(double downMeanMbps, double upMeanMbps, double sigma) {}

    /**
     * What of an uplink the software may use for peers: the line, times a factor drawn evenly from
     * {@code low..high} on Wi-Fi (and for other traffic), then at most {@code capFraction} of it
     * and at most {@code capMbps}.
     */
    public record UplinkUse(double low, double high, double capFraction, double capMbps) {}

    /** How an uplink serves messages to several links at once. */
    public enum UplinkModel {
        /** One message after another, in the order of sending, each at the rate of the line. */
        FIFO,
        /** Links share the line max-min fairly; messages of one link go one after another. */
        FAIR_SHARE
    }

    /**
     * Lognormal core round-trip times, ln milliseconds; access legs are added.
     *
     * @param sameIspMu same region, same provider
     * @param crossIspMu same region, other provider
     * @param crossZoneMu other region
     * @param jitter relative jitter of each message, 0..1
     * @param fixedMillis when above 0, every round-trip time is this and nothing is drawn
     */
    public record RttSpec(
            double sameIspMu,
            double sameIspSigma,
            double crossIspMu,
            double crossIspSigma,
            double crossZoneMu,
            double crossZoneSigma,
            double jitter,
            double fixedMillis) {}

    /**
     * Packet loss probabilities.
     *
     * @param sameIsp within a provider
     * @param crossIsp between providers
     */
    public record LossSpec(double sameIsp, double crossIsp) {}

    /**
     * Connection establishment (theory.md 1.11).
     *
     * @param deadCandidateShare share of hosts with an interface or STUN server that never answers
     * @param gatherCapSeconds how long full ICE waits for them
     * @param connectTimeoutSeconds when an attempt counts as failed
     * @param fixedConnectSeconds when not negative, every successful attempt takes exactly this
     */
    public record IceSpec(
            double deadCandidateShare,
            double gatherCapSeconds,
            double connectTimeoutSeconds,
            double fixedConnectSeconds) {}
}
