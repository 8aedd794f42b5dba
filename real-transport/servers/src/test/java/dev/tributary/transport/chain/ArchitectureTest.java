package dev.tributary.transport.chain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** The servers host no viewer, and know nothing of simulations and scenario files. */
@AnalyzeClasses(
        packages = {
            "dev.tributary.transport.edge",
            "dev.tributary.transport.origin",
            "dev.tributary.transport.rtmp",
            "dev.tributary.transport.scheduler",
            "dev.tributary.transport.stun",
            "dev.tributary.transport.token",
            "dev.tributary.transport.tracker"
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

    @ArchTest
    static final ArchRule rtmpIsWithoutSockets =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tributary.transport.rtmp..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.netty..", "java.net..", "java.nio.channels..")
                    .because("a parser of strangers' bytes is fuzzed without them");

    @ArchTest
    static final ArchRule hostsNoViewer =
            HouseRules.knowsNone(
                    "dev.tributary.core.peer..",
                    "dev.tributary.transport.link..",
                    "dev.tributary.transport.player..",
                    "dev.tributary.transport.webrtc..");
}
