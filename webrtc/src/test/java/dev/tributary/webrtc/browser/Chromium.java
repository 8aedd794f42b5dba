package dev.tributary.webrtc.browser;

import dev.tributary.webrtc.oracle.Folder;
import dev.tributary.webrtc.oracle.Inbox;
import dev.tributary.webrtc.oracle.Oracle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium on one {@link PageServer}, with a profile of its own that goes with it. */
public final class Chromium implements Oracle {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-features=WebRtcHideLocalIpsWithMdns");

    private final PageServer page;
    private final Folder profile;
    private final Process process;

    private Chromium(Path binary, PageServer page) throws IOException {
        this.page = page;
        profile = new Folder("chromium-profile");
        List<String> command = new ArrayList<>();
        command.add(binary.toString());
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile.path());
        command.add(page.url());
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(profile.path().resolve("log").toFile())
                        .start();
    }

    /** Starts the browser, or skips the test that asks for one where there is none. */
    public static Chromium start() throws IOException {
        return new Chromium(binary(), new PageServer());
    }

    /** Starts the browser with a page, which ends with it, or skips the test. */
    public static Chromium start(PageServer page) throws IOException {
        return new Chromium(binary(), page);
    }

    private static Path binary() {
        Optional<Path> binary = find();
        Assumptions.assumeTrue(binary.isPresent(), "no Chromium or Chrome on the PATH");
        return binary.get();
    }

    /** The other end of the page's messages. */
    public PageServer page() {
        return page;
    }

    @Override
    public void tell(String kind, String body) {
        page.tell(kind, body);
    }

    @Override
    public Inbox inbox() {
        return page.inbox();
    }

    private static Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
        return NAMES.stream()
                .flatMap(
                        name ->
                                Stream.of(path.split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        page.close();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        children.forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        profile.close();
    }
}
