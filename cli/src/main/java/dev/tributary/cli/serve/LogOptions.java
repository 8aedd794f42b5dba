package dev.tributary.cli.serve;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What a server or a viewer says on standard error, and how. */
final class LogOptions {
    /** The least that is said; libraries are heard from one step above, warnings at the least. */
    enum Verbosity {
        ERROR,
        WARN,
        INFO,
        DEBUG;

        private Level ours() {
            return Level.toLevel(name());
        }

        private Level others() {
            return switch (this) {
                case INFO -> Level.WARN;
                case DEBUG -> Level.INFO;
                case ERROR, WARN -> ours();
            };
        }
    }

    /** How a line looks. */
    enum Format {
        TEXT,
        JSON
    }

    /** Time in UTC, level, last part of the class, message. */
    private static final String TEXT =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0}: %message%n";

    /** Leaves the line that a terminal shows of a viewer, and clears it. */
    private static final String OVER_STATUS_LINE = "\r\033[K";

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description =
                    "Least that is logged: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Verbosity level = Verbosity.INFO;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description =
                    "A line of text or an object of JSON for each event: ${COMPLETION-CANDIDATES};"
                            + " ${DEFAULT-VALUE} if not given.")
    private Format format = Format.TEXT;

    /** Makes it so for the process. */
    void apply(boolean statusLine) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(standardError(context, statusLine));
        root.setLevel(level.others());
        context.getLogger("dev.tributary").setLevel(level.ours());
    }

    private ConsoleAppender<ILoggingEvent> standardError(
            LoggerContext context, boolean statusLine) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout(context, statusLine));
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private Layout<ILoggingEvent> layout(LoggerContext context, boolean statusLine) {
        if (format == Format.JSON) {
            return new JsonLines();
        }
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern((statusLine ? OVER_STATUS_LINE : "") + TEXT);
        layout.start();
        return layout;
    }
}
