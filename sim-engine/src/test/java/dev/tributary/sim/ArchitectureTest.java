package dev.tributary.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** Kernel and network know nothing of video; only the world joins them to the core. */
@AnalyzeClasses(
        packages = "dev.tributary.sim",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

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
                            "dev.tributary.scenarios..");

    @ArchTest
    static final ArchRule dsolStaysInKernelAndWorld =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.tributary.sim.kernel..", "dev.tributary.sim.world..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("nl.tudelft..");
}
