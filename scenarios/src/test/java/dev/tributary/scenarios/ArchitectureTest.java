package dev.tributary.scenarios;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** A scenario describes a world; it does not run one. */
@AnalyzeClasses(
        packages = "dev.tributary.scenarios",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule knowsNoEngine =
            HouseRules.knowsNone("dev.tributary.sim..", "dev.tributary.reports..");
}
