package dev.tributary.transport.host;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** A viewer's host knows the core and its sockets: no server, no simulation, no scenario file. */
@AnalyzeClasses(
        packages = {
            "dev.tributary.transport.edge.client",
            "dev.tributary.transport.file",
            "dev.tributary.transport.flv",
            "dev.tributary.transport.hls",
            "dev.tributary.transport.host",
            "dev.tributary.transport.journal",
            "dev.tributary.transport.link",
            "dev.tributary.transport.loopback",
            "dev.tributary.transport.mp4",
            "dev.tributary.transport.player",
            "dev.tributary.transport.scheduler.client",
            "dev.tributary.transport.seal",
            "dev.tributary.transport.tracker.client",
            "dev.tributary.transport.webrtc"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule knowsNeitherSimulationNorScenarios =
            HouseRules.knowsNone(
                    "dev.tributary.measure..",
                    "dev.tributary.sim..",
                    "dev.tributary.scenarios..",
                    "dev.tributary.reports..");

    /** Links that are neither secret nor for other machines are for tests. */
    @ArchTest
    static final ArchRule shipsNoLoopbackLinks =
            classes().should().resideOutsideOfPackage("dev.tributary.transport.loopback..");
}
