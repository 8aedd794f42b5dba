package dev.tributary.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Real and simulated runs are read through one lens, so the engine is unknown here. */
@AnalyzeClasses(
        packages = "dev.tributary.reports",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoEngine =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tributary.sim..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.reports.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoStaticMutableFields =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);
}
