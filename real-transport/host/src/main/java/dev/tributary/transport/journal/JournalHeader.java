package dev.tributary.transport.journal;

import dev.tributary.core.base.Check;
import dev.tributary.core.wire.Payload;

/**
 * What a journal begins with.
 *
 * @param kind which machine
 * @param build what made it, such as a commit; at most {@value #BUILD_MAX} ASCII characters
 * @param startMillis wall clock when the machine was created, milliseconds since 1970
 * @param decisions whether effects are recorded in words as well
 * @param config the machine's configuration, so that a replay needs nothing else
 */
public record JournalHeader(
        MachineKind kind, String build, long startMillis, boolean decisions, Payload config) {
    /** Longest name of a build. */
    public static final int BUILD_MAX = 200;

    /** Longest configuration, bytes. */
    static final int CONFIG_MAX = 1_024;

    /** Checks the ranges. */
    public JournalHeader {
        Check.range("build", build.length(), 0, BUILD_MAX);
        Check.range("config", config.length(), 0, CONFIG_MAX);
        for (int i = 0; i < build.length(); i++) {
            Check.range("build character", build.charAt(i), ' ', '~');
        }
    }
}
