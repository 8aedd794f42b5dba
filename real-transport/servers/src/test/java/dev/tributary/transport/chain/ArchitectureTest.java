package dev.tributary.transport.chain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The servers host no viewer, and know nothing of simulations and scenario files. */
@AnalyzeClasses(
        packages = {
            "dev.tributary.transport.edge",
            "dev.tributary.transport.origin",
            "dev.tributary.transport.scheduler",
            "dev.tributary.transport.stun",
            "dev.tributary.transport.token",
            "dev.tributary.transport.tracker"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNeitherSimulationNorScenarios =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.measure..",
                            "dev.tributary.sim..",
                            "dev.tributary.scenarios..",
                            "dev.tributary.reports..");

    @ArchTest
    static final ArchRule hostsNoViewer =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.core.peer..",
                            "dev.tributary.transport.link..",
                            "dev.tributary.transport.player..",
                            "dev.tributary.transport.webrtc..");

    @ArchTest
    static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.transport.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule hasNoStaticMutableFields = fields().that().areStatic().should().beFinal();
}
