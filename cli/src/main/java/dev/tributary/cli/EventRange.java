package dev.tributary.cli;

import dev.tributary.sim.world.Simulation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of events, both included. */
record EventRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\.\\.(\\d{1,15})");

    /** Reads {@code 65537..131072}. */
    static final class Converter implements ITypeConverter<EventRange> {
        @Override
        public EventRange convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is not a window such as 65537..131072");
            }
            long from = Long.parseLong(form.group(1));
            long to = Long.parseLong(form.group(2));
            if (from < 1 || to < from || to - from >= Simulation.WINDOW_MAX) {
                throw new TypeConversionException(
                        "'"
                                + text
                                + "' is not a window of 1 to "
                                + Simulation.WINDOW_MAX
                                + " events, numbered from 1");
            }
            return new EventRange(from, to);
        }
    }
}
