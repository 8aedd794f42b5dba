package dev.tributary.reports;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** Real and simulated runs are read through one lens, so the engine is unknown here. */
@AnalyzeClasses(
        packages = "dev.tributary.reports",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest static final ArchRule knowsNoEngine = HouseRules.knowsNone("dev.tributary.sim..");
}
