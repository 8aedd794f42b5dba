package dev.tributary.scenarios;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.RoomSettings;
import java.util.List;

/**
 * One question: a world, a protocol, a run and what is expected, all units resolved.
 *
 * @param name file name without ending
 * @param about one sentence: what question the scenario answers
 * @param room configuration that the scheduler hands out
 * @param symmetricSeeds what the tracker makes of viewers behind symmetric NATs
 * @param events planned events, in the order of {@link PlannedEvent#ORDER}
 * @param expectations what the result must satisfy
 */
public record Scenario(
        String name,
        String about,
        MediaSpec media,
        RoomSettings room,
        SymmetricSeeds symmetricSeeds,
        AudienceSpec audience,
        NetworkSpec network,
        CdnSpec cdn,
        HostSpec host,
        RunSpec run,
        List<PlannedEvent> events,
        List<Expectation> expectations) {
    /** Copies the lists; events are in their order, whichever they were listed in. */
    public Scenario {
        events = events.stream().sorted(PlannedEvent.ORDER).toList();
        expectations = List.copyOf(expectations);
    }

    /**
     * Returns how many viewers there may be at a time; of a curve of arrivals all who come, which
     * is more than are there.
     */
    public long viewersMax() {
        double most = audience.viewers();
        if (audience.arrivals() instanceof Arrivals.Population population) {
            most = population.viewers().max();
        } else if (audience.arrivals() instanceof Arrivals.Rate rate) {
            most += rate.perSecond().area(run.endSeconds());
        }
        for (PlannedEvent event : events) {
            most += event.kind() == PlannedEvent.Kind.FLASH_CROWD ? event.amount() : 0;
        }
        return (long) Math.ceil(most);
    }
}
