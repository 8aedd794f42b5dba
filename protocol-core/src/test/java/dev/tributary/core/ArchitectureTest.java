package dev.tributary.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;

/** What the core may touch: the language, plain collections and itself. */
@AnalyzeClasses(
        packages = "dev.tributary.core",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule dependsOnTheLanguageAndPlainCollectionsOnly =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang",
                            "java.lang.annotation",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.util",
                            "java.util.function",
                            "dev.tributary.core..");

    /**
     * forbidden-apis would also refuse {@code "text".hashCode()}; only the salted ones are meant.
     */
    @ArchTest
    static final ArchRule asksNoIdentityHash =
            noClasses()
                    .should()
                    .callMethodWhere(
                            describe(
                                    "hashCode() is inherited from Object or Enum",
                                    call ->
                                            call.getName().equals("hashCode")
                                                    && call.getTarget()
                                                            .resolveMember()
                                                            .map(ArchitectureTest::isSalted)
                                                            .orElse(false)));

    @ArchTest
    static final ArchRule peerDoesNotKnowTheTracker =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tributary.core.peer..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tributary.core.tracker..");

    /** Adding a system touches no mechanism: hosts hand the registry to viewers and trackers. */
    @ArchTest
    static final ArchRule mechanismsKnowNoSystem =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.tributary.core.system..", "dev.tributary.core.registry..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.core.system..", "dev.tributary.core.registry..");

    @ArchTest
    static final ArchRule systemsDoNotKnowEachOther =
            slices().matching("dev.tributary.core.system.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule systemsSeeNothingOfAViewerButItsView =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tributary.core.system..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tributary.core.peer..");

    private static boolean isSalted(JavaMethod method) {
        var owner = method.getOwner();
        return owner.isEquivalentTo(Object.class) || owner.isEquivalentTo(Enum.class);
    }
}
