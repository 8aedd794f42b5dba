package dev.tributary.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ProviderState;
import dev.tributary.core.strategy.Strategies;
import dev.tributary.core.strategy.Strategy;

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

    /** Adding a strategy touches no class of the peer: it sees the interface and the registry. */
    @ArchTest
    static final ArchRule peerKnowsNoParticularStrategy =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tributary.core.peer..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.tributary.core.strategy..")
                                    .and(
                                            not(
                                                    belongToAnyOf(
                                                            Strategy.class,
                                                            PeerView.class,
                                                            ProviderState.class,
                                                            Strategies.class))));

    private static boolean isSalted(JavaMethod method) {
        var owner = method.getOwner();
        return owner.isEquivalentTo(Object.class) || owner.isEquivalentTo(Enum.class);
    }
}
