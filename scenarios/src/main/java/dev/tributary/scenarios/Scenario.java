package dev.tributary.scenarios;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.UploadSettings;
import java.util.List;

/**
 * One question: a world, a protocol, a run and what is expected, all units resolved.
 *
 * @param name file name without ending
 * @param about one sentence: what question the scenario answers
 * @param room configuration that the scheduler hands out
 * @param autoGranularity whether whoever simulates it chooses how coarse messages are; the room has
 *     frames then, as the real transports send them
 * @param symmetricSeeds what the tracker makes of viewers behind symmetric NATs
 * @param events planned events, in the order of {@link PlannedEvent#ORDER}
 * @param expectations what the result must satisfy
 */
public record Scenario(
        String name,
        String about,
        MediaSpec media,
        RoomSettings room,
        boolean autoGranularity,
        SymmetricSeeds symmetricSeeds,
        AudienceSpec audience,
        NetworkSpec network,
        CdnSpec cdn,
        HostSpec host,
        RunSpec run,
        List<PlannedEvent> events,
        List<Expectation> expectations) {
    /** Chunks of a message that holds any slice whole. */
    public static final int SLICE_CHUNKS = 65_535;

    /** Copies the lists; events are in their order, whichever they were listed in. */
    public Scenario {
        events = events.stream().sorted(PlannedEvent.ORDER).toList();
        expectations = List.copyOf(expectations);
    }

    /** Returns the same with messages of so many chunks, whoever simulates it. */
    public Scenario withGranularity(int chunks) {
        UploadSettings upload = room.upload();
        RoomSettings settled =
                new RoomSettings(
                        room.system(),
                        room.bitrateKbps(),
                        room.trickleIce(),
                        room.ipv6(),
                        room.playout(),
                        new UploadSettings(
                                upload.fanOutMax(),
                                upload.budgetPercent(),
                                upload.uploadPerDownloadPercent(),
                                chunks));
        return new Scenario(
                name,
                about,
                media,
                settled,
                false,
                symmetricSeeds,
                audience,
                network,
                cdn,
                host,
                run,
                events,
                expectations);
    }

    /**
     * Returns how many viewers there may be at a time before the run ends; of a curve of arrivals
     * all who come, which is more than are there.
     */
    public long viewersMax() {
        double end = run.endSeconds();
        return audience.viewersMax(end)
                + events.stream().mapToLong(event -> event.joinersBefore(end)).sum();
    }
}
