package dev.tributary.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command line wires; it does not compute. */
@AnalyzeClasses(
        packages = "dev.tributary.cli",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoFrameworkBehindTheEngine =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("nl.tudelft..", "org.apache.commons.math3..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.cli.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoStaticMutableFields =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);
}
