package dev.tributary.core.tracker;

/** The running values behind {@link TrackerCounters}. */
final class Tally {
    long joins;
    long leaves;
    long expired;
    long rejected;
    long badRequests;
    long floods;
    long closed;
    long signalsRelayed;
    long signalsDropped;
    long troubles;
    long troublesIgnored;
    long quarantined;
    long pairs;
    long unmatched;

    TrackerCounters snapshot() {
        return new TrackerCounters(
                joins,
                leaves,
                expired,
                rejected,
                badRequests,
                floods,
                closed,
                signalsRelayed,
                signalsDropped,
                troubles,
                troublesIgnored,
                quarantined,
                pairs,
                unmatched);
    }
}
