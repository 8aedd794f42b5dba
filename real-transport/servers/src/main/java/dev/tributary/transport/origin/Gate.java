package dev.tributary.transport.origin;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.http.Refusals;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides who may publish, whatever the protocol: by the secret, by whether the stream is free, and
 * by the site if it wants to be asked. On the event loop of the origin only.
 */
final class Gate {
    private final Map<StreamKey, Place> places = new HashMap<>();
    private final Refusals refusals;
    private final Authorizer site;

    private record Place(OriginStreamConfig config, OriginStream stream) {}

    /**
     * Creates a gate without streams.
     *
     * @param site null: nobody else is asked
     */
    Gate(Refusals refusals, Authorizer site) {
        this.refusals = refusals;
        this.site = site;
        refusals.explain(Refusal.NO_STREAM.reason(), "its streams are those of --stream");
        refusals.explain(Refusal.BAD_SECRET.reason(), "right is what --push-secret-file holds");
        refusals.explain(
                Refusal.TAKEN.reason(), "who was heard in the last 3 s has to end before another");
    }

    void add(OriginStreamConfig config, OriginStream stream) {
        places.put(config.stream(), new Place(config, stream));
    }

    /**
     * Decides about a claim, at once or later.
     *
     * @return takes the claim back, if it is not decided yet
     */
    Runnable ask(Claim claim, Claimant claimant) {
        Place place = claim.stream() == null ? null : places.get(claim.stream());
        Refusal refusal = atOnce(place, claim);
        if (refusal != null || site == null) {
            decide(place, claim, claimant, refusal);
            return () -> {};
        }
        return site.ask(claim, answer -> decide(place, claim, claimant, answer));
    }

    private static String who(Claim claim) {
        return claim.protocol() + " from " + Refusals.network(claim.remote());
    }

    private static Refusal atOnce(Place place, Claim claim) {
        if (place == null) {
            return Refusal.NO_STREAM;
        }
        if (!place.config.admits(claim.secret())) {
            return Refusal.BAD_SECRET;
        }
        return place.stream.taken() ? Refusal.TAKEN : null;
    }

    private void decide(Place place, Claim claim, Claimant claimant, Refusal refusal) {
        OriginStream.Source source =
                refusal == null ? place.stream.begin(who(claim), claimant::replaced) : null;
        if (source != null) {
            claimant.admitted(source);
            return;
        }
        Refusal why = refusal == null ? Refusal.TAKEN : refusal;
        refusals.count(why.reason(), claim.remote(), why.description());
        claimant.refused(why);
    }
}
