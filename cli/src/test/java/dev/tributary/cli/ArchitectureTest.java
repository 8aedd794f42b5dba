package dev.tributary.cli;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** The command line wires; it does not compute. */
@AnalyzeClasses(
        packages = "dev.tributary.cli",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule knowsNoFrameworkBehindTheEngine =
            HouseRules.knowsNone("nl.tudelft..", "org.apache.commons.math3..");
}
