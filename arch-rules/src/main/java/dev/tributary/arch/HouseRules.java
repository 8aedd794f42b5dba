package dev.tributary.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

/**
 * The rules that every module keeps. Each module's {@code ArchitectureTest} takes them in with
 * {@code ArchTests.in(HouseRules.class)} and adds its own.
 */
public final class HouseRules {
    @ArchTest
    public static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.(**)").should().beFreeOfCycles();

    @ArchTest
    public static final ArchRule hasNoTopPackageCycles =
            slices().assignedFrom(new TopPackages()).should().beFreeOfCycles();

    /** JMH generates fields for padding; nobody writes to them. */
    @ArchTest
    public static final ArchRule hasNoStaticMutableFields =
            fields().that()
                    .areStatic()
                    .and()
                    .areDeclaredInClassesThat()
                    .resideOutsideOfPackage("..jmh_generated..")
                    .should()
                    .beFinal();

    private HouseRules() {}

    /** A rule that no class of the module depends on one of these packages, all of which exist. */
    public static ArchRule knowsNone(String... packages) {
        return CompositeArchRule.of(all(new NamedPackages(packages)).should(NamedPackages.exist()))
                .and(noClasses().should().dependOnClassesThat().resideInAnyPackage(packages));
    }
}
