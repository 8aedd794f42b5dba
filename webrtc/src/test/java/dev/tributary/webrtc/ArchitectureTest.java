package dev.tributary.webrtc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * No sockets, threads or clocks: whoever drives a layer brings them. But DTLS has threads, since
 * the handshake of its library blocks one, and that library reads a clock.
 */
@AnalyzeClasses(
        packages = "dev.tributary.webrtc",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule hasNoInputOutput =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.nio.channels..", "io.netty..", "dev.tributary.core..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule readsNoClock =
            noClasses()
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoThreadsButThoseOfDtls =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.tributary.webrtc.dtls")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Thread.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Executor.class)
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasOnePlaceForThreads =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("DtlsWorkers")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ExecutorService.class)
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoPackageCycles =
            slices().matching("dev.tributary.webrtc.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hasNoStaticMutableFields =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);
}
