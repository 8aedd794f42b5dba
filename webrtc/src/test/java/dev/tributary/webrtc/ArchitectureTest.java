package dev.tributary.webrtc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.arch.HouseRules;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * No sockets or threads: whoever drives a layer brings them. But DTLS has threads, since the
 * handshake of its library blocks one. What no layer calls stands in {@code dev/signatures}.
 */
@AnalyzeClasses(
        packages = "dev.tributary.webrtc",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule hasNoInputOutput =
            HouseRules.knowsNone("java.nio.channels..", "io.netty..", "dev.tributary.core..");

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
                    .areAssignableTo(Executor.class);

    @ArchTest
    static final ArchRule hasOnePlaceForThreads =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("DtlsWorkers")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ExecutorService.class);
}
