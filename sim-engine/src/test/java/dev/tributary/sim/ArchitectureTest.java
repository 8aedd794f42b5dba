package dev.tributary.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Kernel and network know nothing of video; only the world joins them to the core. */
@AnalyzeClasses(
        packages = "dev.tributary.sim",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule kernelAndNetworkKnowNeitherProtocolNorWorld =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.tributary.sim.kernel..", "dev.tributary.sim.net..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.core.peer..",
                            "dev.tributary.core.tracker..",
                            "dev.tributary.core.wire..",
                            "dev.tributary.core.slice..",
                            "dev.tributary.sim.world..",
                            "dev.tributary.scenarios..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule dsolStaysInKernelAndWorld =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.tributary.sim.kernel..", "dev.tributary.sim.world..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("nl.tudelft..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.sim.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoStaticMutableFields =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);
}
