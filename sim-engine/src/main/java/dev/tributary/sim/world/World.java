package dev.tributary.sim.world;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.audience.HostDelays;
import dev.tributary.sim.kernel.FastSimulator;

/**
 * The parts of one replication, put together: a run, a network, the viewers on it, and the servers
 * that they ask.
 */
final class World {
    private final Scenario scenario;
    private final Run run;
    private final Cast cast;
    private final Network network;
    private final Servers servers;
    private final EdgeNode edge;
    private final LiveSource source;
    private final Audience audience;
    private final HostDelays delays;

    /**
     * Puts a world together; nothing happens yet.
     *
     * @param batchNanos for how long what comes to a viewer may wait to be done together
     */
    World(
            Scenario scenario,
            long seed,
            FastSimulator simulator,
            MediaProbe probe,
            Trace trace,
            long batchNanos) {
        this.scenario = scenario;
        run = new Run(scenario, seed, simulator, probe, trace);
        cast = new Cast(this, scenario);
        network = new Network(this, run, cast, scenario, batchNanos);
        servers = new Servers(this, scenario);
        edge = new EdgeNode(this, scenario.room());
        source =
                new LiveSource(
                        run,
                        edge,
                        scenario.media(),
                        scenario.room().layout(),
                        scenario.cdn().publishMillis());
        audience = new Audience(run, cast, scenario.audience());
        delays = new HostDelays(run.randomness(), scenario.host());
    }

    /** Plans everything that happens without a cause in the run. */
    void start() {
        source.start();
        audience.start();
        new Agenda(this, scenario).start();
    }

    /** Returns what the tracker makes of viewers behind symmetric NATs. */
    SymmetricSeeds symmetricSeeds() {
        return scenario.symmetricSeeds();
    }

    Run run() {
        return run;
    }

    Cast cast() {
        return cast;
    }

    Network network() {
        return network;
    }

    Servers servers() {
        return servers;
    }

    EdgeNode edge() {
        return edge;
    }

    LiveSource source() {
        return source;
    }

    Audience audience() {
        return audience;
    }

    HostDelays delays() {
        return delays;
    }
}
