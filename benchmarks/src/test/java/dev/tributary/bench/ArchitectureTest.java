package dev.tributary.bench;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** Benchmarks measure the core and the engine, nothing above them. */
@AnalyzeClasses(
        packages = "dev.tributary.bench",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule knowsNothingAboveTheEngine =
            HouseRules.knowsNone("dev.tributary.reports..", "dev.tributary.cli..");
}
