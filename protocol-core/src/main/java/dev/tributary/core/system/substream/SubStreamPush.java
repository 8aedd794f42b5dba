package dev.tributary.core.system.substream;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ProviderState;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.system.SwarmKnob;

/** A viewer feeds what it takes from the CDN and, if the room allows, relays what it is fed. */
final class SubStreamPush implements ServePolicy {
    @Override
    public boolean serves(PeerView view, int subStream) {
        if (subStream == view.cdnSubStream()) {
            return true;
        }
        RoomSettings settings = view.settings();
        return view.provider(subStream) == ProviderState.READY
                && view.hop(subStream) < settings.system().value(SwarmKnob.RELAY_DEPTH);
    }

    @Override
    public boolean relays(PeerView view, int hop) {
        return hop < view.settings().system().value(SwarmKnob.RELAY_DEPTH);
    }
}
