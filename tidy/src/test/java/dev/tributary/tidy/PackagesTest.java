package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PackagesTest {
    private static final String FOLDER = "core/src/main/java/dev/a";

    private static List<String> complaints(String info) {
        Map<String, String> texts = new HashMap<>();
        texts.put(FOLDER + "/A.java", "package dev.a;");
        texts.put("bench/src/main/java/dev/a/Bench.java", "package dev.a;");
        texts.put("core/src/test/java/dev/b/BTest.java", "package dev.b;");
        if (info != null) {
            texts.put(FOLDER + "/package-info.java", info);
        }
        return Packages.complaints(texts);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(Packages.complaints(Repository.own().texts())).isEmpty();
    }

    @Test
    void aPackageThatSaysWhatItIsIsRight() {
        assertThat(complaints("/** The viewers of a room. */\npackage dev.a;\n")).isEmpty();
        assertThat(complaints("/**\n * The viewers\n * of it.\n */\n@Marked\npackage dev.a;\n"))
                .isEmpty();
    }

    @Test
    void aPackageWithoutWordsIsNamed() {
        String[] plants = {null, "package dev.a;\n", "/** A. */\npackage dev.a;\n"};
        for (String plant : plants) {
            assertThat(complaints(plant))
                    .as(plant)
                    .contains(FOLDER + ": no package-info.java says what this package is");
        }
    }
}
