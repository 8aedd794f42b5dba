package dev.tributary.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Benchmarks measure the core and the engine, nothing above them. */
@AnalyzeClasses(
        packages = "dev.tributary.bench",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNothingAboveTheEngine =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tributary.reports..", "dev.tributary.cli..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.bench.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoStaticMutableFields =
            fields().that()
                    .areStatic()
                    .and()
                    .areDeclaredInClassesThat()
                    .resideOutsideOfPackage("..jmh_generated..")
                    .should()
                    .beFinal()
                    .allowEmptyShould(true);
}
