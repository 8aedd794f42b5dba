package dev.tributary.transport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What ships knows nothing of simulations, scenario files or reports. */
@AnalyzeClasses(
        packages = "dev.tributary.transport",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNeitherSimulationNorScenarios =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.sim..",
                            "dev.tributary.measure..",
                            "dev.tributary.scenarios..",
                            "dev.tributary.reports..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.transport.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoStaticMutableFields =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);
}
