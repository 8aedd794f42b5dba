package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options from a file of Java properties: a line {@code room = ...} is the default of the option
 * {@code --room}.
 *
 * @param values by the names of the options, without those that the command line has
 */
public record ConfigFile(Properties values) implements IDefaultValueProvider {
    static final String OPTION = "--config";
    private static final int BYTES_MAX = 1 << 16;

    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? values.getProperty(option.longestName().replaceFirst("^--", ""))
                : null;
    }

    /**
     * Gives the command that the arguments name the defaults of the file that they name, if any.
     *
     * @throws ParameterException when the file cannot be read or has a key that is no option
     */
    public static void apply(Environment environment, CommandLine line, String... args) {
        CommandLine command = line;
        for (int at = 0; at < args.length && command.getSubcommands().containsKey(args[at]); at++) {
            command = command.getSubcommands().get(args[at]);
        }
        String name = named(args);
        if (name == null || command.getCommandSpec().findOption(OPTION) == null) {
            return;
        }
        List<String> lines = lines(environment, command, name);
        Properties values = values(command, name, lines);
        for (String arg : args) {
            values.remove(arg.replaceFirst("^--", "").replaceFirst("=.*", ""));
        }
        command.setDefaultValueProvider(new ConfigFile(values));
    }

    private static String named(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(OPTION + "=")) {
                return args[i].substring(OPTION.length() + 1);
            }
            if (args[i].equals(OPTION) && i + 1 < args.length) {
                return args[i + 1];
            }
        }
        return null;
    }

    private static List<String> lines(Environment environment, CommandLine command, String name) {
        Path file = environment.here().resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                throw new ParameterException(command, name + ": no such file");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new ParameterException(
                        command, name + " is larger than " + BYTES_MAX + " bytes");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ParameterException(command, name + ": " + e.getMessage(), e);
        }
    }

    private static Properties values(CommandLine command, String name, List<String> lines) {
        Properties values;
        try {
            values = load(lines);
        } catch (IllegalArgumentException e) {
            String place = name + ":" + line(lines, some -> false);
            throw new ParameterException(command, place + ": " + e.getMessage(), e);
        }
        Set<String> known = known(command);
        Set<String> unknown = new HashSet<>(values.stringPropertyNames());
        unknown.removeAll(known);
        if (unknown.isEmpty()) {
            return values;
        }
        int line = line(lines, some -> !Collections.disjoint(some.keySet(), unknown));
        unknown.retainAll(load(lines.subList(0, line)).keySet());
        known.remove("stacktrace");
        String what = name + ":" + line + ": unknown key '" + unknown.iterator().next() + "'";
        throw new ParameterException(command, what + ", known are " + String.join(", ", known));
    }

    private static Set<String> known(CommandLine command) {
        Set<String> known = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                known.add(option.longestName().substring(2));
            }
        }
        known.remove("config");
        return known;
    }

    /** Returns the first line, from 1, up to which the file is malformed or wrong. */
    private static int line(List<String> lines, Predicate<Properties> wrong) {
        for (int line = 1; line < lines.size(); line++) {
            try {
                if (wrong.test(load(lines.subList(0, line)))) {
                    return line;
                }
            } catch (IllegalArgumentException malformed) {
                return line;
            }
        }
        return lines.size();
    }

    private static Properties load(List<String> lines) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(String.join("\n", lines)));
            return values;
        } catch (IOException impossible) {
            throw new IllegalStateException("a text can always be read", impossible);
        }
    }
}
