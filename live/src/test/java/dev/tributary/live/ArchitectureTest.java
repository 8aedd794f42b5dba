package dev.tributary.live;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** A live run is a host like the simulator: it measures; it neither reports nor takes commands. */
@AnalyzeClasses(
        packages = "dev.tributary.live",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule knowsNeitherReportsNorCommandLine =
            HouseRules.knowsNone("dev.tributary.reports..", "dev.tributary.cli..", "picocli..");

    /** What both worlds share is the script of a run and what measures it. */
    @ArchTest
    static final ArchRule knowsNothingOfTheSimulatedWorld =
            HouseRules.knowsNone("dev.tributary.sim.world..");

    @ArchTest
    static final ArchRule knowsNoFrameworkBehindTheEngine = HouseRules.knowsNone("nl.tudelft..");
}
