package dev.tributary.live.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The laboratory itself, where it is asked for ({@code -Dnatlab=true}) and can run. */
@Tag("natlab")
final class NatLabTest {
    private static final List<String> TOOLS =
            List.of("ip", "nft", "iptables", "ip6tables", "conntrack", "cc");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void kernelAgreesWithTheMatrix() throws Exception {
        assumeTrue(Boolean.getBoolean("natlab"), "opt-in: -Dnatlab=true");
        assumeTrue(output("id", "-u").equals("0\n"), "needs root");
        for (String tool : TOOLS) {
            assumeTrue(found(tool), "needs " + tool);
        }
        Path script = Path.of("../dev/natlab/run").toAbsolutePath().normalize();
        ProcessBuilder lab =
                new ProcessBuilder(
                        script.toString(),
                        "--repeat",
                        "1",
                        "--kinds",
                        "ADDRESS_RESTRICTED,PORT_RESTRICTED,SYMMETRIC+6");
        lab.environment().put("NATLAB_CLASSPATH", System.getProperty("java.class.path"));
        lab.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = lab.redirectErrorStream(true).start();
        String told = text(process);
        assertThat(process.waitFor()).as(told).isZero();
        assertThat(told).contains("9 of 9 pairs as expected");
        assertThat(output("ip", "netns", "list")).doesNotContain("natlab" + process.pid() + "-");
    }

    private static boolean found(String tool) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }

    private static String output(String... command) throws IOException {
        return text(new ProcessBuilder(command).start());
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
