package dev.tributary.transport.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OriginKeysTest {
    private final SecureRandom random = new SecureRandom();
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("origin.keys");
    }

    @Test
    void theFirstStartMakesAFileForItsOwnerOnlyAndLaterOnesReadIt() throws Exception {
        OriginKeys made = OriginKeys.loadOrGenerate(file, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        OriginKeys read = OriginKeys.loadOrGenerate(file, random);
        assertThat(read.publicKeys()).isEqualTo(made.publicKeys()).hasSize(1);
        assertThat(read.keyId()).isEqualTo(made.keyId());
    }

    @Test
    void aChangeOfKeysKeepsTheOneBefore() throws Exception {
        OriginKeys first = OriginKeys.loadOrGenerate(file, random);
        OriginKeys second = first.rotate(file, random);
        assertThat(second.keyId()).isNotEqualTo(first.keyId());
        OriginKeys third = second.rotate(file, random);
        List<PublicKey> both = OriginKeys.loadOrGenerate(file, random).publicKeys();
        assertThat(both).isEqualTo(third.publicKeys());
        assertThat(both.get(1)).isEqualTo(second.publicKeys().get(0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        OriginKeys.loadOrGenerate(file, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> OriginKeys.loadOrGenerate(file, random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("open to others");
    }

    @Test
    void aFileThatIsSomethingElseIsRefusedWithoutShowingIt() throws Exception {
        OriginKeys.loadOrGenerate(file, random);
        String good = Files.readString(file);
        String secret = good.lines().skip(1).findFirst().orElseThrow().substring(0, 64);
        String other = "00".repeat(32);
        for (String bad :
                List.of(
                        "",
                        "tributary-origin-keys 2\n",
                        good.replace(" ", ""),
                        good.replace(secret, other),
                        good + good,
                        "x".repeat(2_000))) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> OriginKeys.loadOrGenerate(file, random))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining(secret);
        }
    }
}
