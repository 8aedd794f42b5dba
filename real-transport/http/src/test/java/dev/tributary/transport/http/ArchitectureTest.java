package dev.tributary.transport.http;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;
import dev.tributary.core.base.Check;

/** Sockets know nothing of what they carry: the module could serve any other project. */
@AnalyzeClasses(
        packages = {
            "dev.tributary.transport.client",
            "dev.tributary.transport.http",
            "dev.tributary.transport.net"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule knowsOfTheProjectOnlyCheck =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.tributary..")
                                    .and(
                                            DescribedPredicate.not(
                                                    resideInAnyPackage(
                                                            "dev.tributary.transport.client",
                                                            "dev.tributary.transport.http",
                                                            "dev.tributary.transport.net")))
                                    .and(DescribedPredicate.not(type(Check.class))));
}
