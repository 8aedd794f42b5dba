package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LinksTest {
    private static List<String> complaints(String text) {
        return new Links(
                        Map.of(
                                "docs/a.md", text,
                                "docs/b.md", "# B\n## When a `result` changes\n## Same\n## Same\n",
                                "README.md", "# Top"),
                        Set.of("docs"))
                .complaints();
    }

    @Test
    void everyLinkOfTheDocumentsLeadsSomewhere() throws IOException {
        Repository repository = Repository.own();
        Set<String> others;
        try (Stream<Path> paths = Files.walk(repository.root(), 3)) {
            others =
                    paths.map(path -> repository.root().relativize(path).toString())
                            .collect(Collectors.toSet());
        }
        assertThat(new Links(repository.texts(), others).complaints()).isEmpty();
    }

    @Test
    void linksToFilesFoldersHeadingsAndOutsideAreRight() {
        assertThat(
                        complaints(
                                "# Top\n[b](b.md) [c](b.md#when-a-result-changes) [d](b.md#same-1)"
                                        + " [top](../README.md) [own](#top) [docs](../docs)"
                                        + " [out](https://example.org/x.md) `[no](link.md)`\n"
                                        + "```\n[no](link.md)\n```\n"))
                .isEmpty();
    }

    @Test
    void aLinkToNoFileIsNamed() {
        assertThat(complaints("x\n[b](c.md)"))
                .containsExactly("docs/a.md:2: the link leads to no file: docs/c.md");
        assertThat(complaints("[b](README.md)"))
                .containsExactly("docs/a.md:1: the link leads to no file: docs/README.md");
    }

    @Test
    void aLinkToNoHeadingIsNamed() {
        assertThat(complaints("[b](b.md#when-it-changes)"))
                .containsExactly("docs/a.md:1: docs/b.md has no heading for #when-it-changes");
        assertThat(complaints("[own](#bottom)"))
                .containsExactly("docs/a.md:1: docs/a.md has no heading for #bottom");
    }
}
