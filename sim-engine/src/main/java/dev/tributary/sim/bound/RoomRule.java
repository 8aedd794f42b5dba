package dev.tributary.sim.bound;

import dev.tributary.sim.net.Site;

/**
 * What a room allows, apart from who is in it.
 *
 * @param subStreams N: what a viewer takes in all
 * @param planned whether a tracker plans the feeds, and one sub-stream of each viewer comes from
 *     the CDN unless it is in the base stream; otherwise anybody sends anything to anybody
 * @param relays whether a provider may pass on what it is fed, so that a viewer may get more than
 *     one sub-stream from it
 * @param parts of a sub-stream in which slots are counted
 * @param allowed whom NATs let meet
 * @param reach whom attempts can connect: less where none succeeds
 * @param paths what a path carries
 * @param failed pairs that did not connect lately
 */
record RoomRule(
        int subStreams,
        boolean planned,
        boolean relays,
        int parts,
        Reach allowed,
        Reach reach,
        PathCapacity paths,
        FailedPairs failed) {
    /** Returns how many sub-streams a viewer may take from peers. */
    int wanted(boolean withoutCdn) {
        return planned && !withoutCdn ? subStreams - 1 : subStreams;
    }

    /** Returns how many sub-streams one viewer may feed to another. */
    int perPair() {
        return relays ? subStreams : 1;
    }

    /** Returns how many sub-streams the path between two viewers carries, one feeding the other. */
    double carried(Site from, Site to) {
        return paths.everywhereAmple() ? perPair() : Math.min(perPair(), paths.between(from, to));
    }
}
