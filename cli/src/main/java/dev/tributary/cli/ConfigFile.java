package dev.tributary.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options from a file of Java properties: a line {@code room = ...} is the option {@code --room
 * ...}, unless the command line has that option too.
 */
final class ConfigFile {
    static final String OPTION = "--config";
    private static final int BYTES_MAX = 1 << 16;

    private ConfigFile() {}

    /**
     * Returns the arguments with those of the file that they name, if any.
     *
     * @throws ParameterException when the file cannot be read or has a key that is no option
     */
    static String[] expand(Environment environment, CommandLine line, String... args) {
        CommandLine command = line;
        int at = 0;
        while (at < args.length && command.getSubcommands().containsKey(args[at])) {
            command = command.getSubcommands().get(args[at++]);
        }
        String name = named(args);
        if (name == null || command.getCommandSpec().findOption(OPTION) == null) {
            return args;
        }
        List<String> all = new ArrayList<>(Arrays.asList(args).subList(0, at));
        Set<String> given = new TreeSet<>();
        for (String arg : args) {
            given.add(arg.replaceFirst("=.*", ""));
        }
        int number = 0;
        List<String> lines = lines(environment, command, name);
        while (number < lines.size()) {
            int first = number + 1;
            StringBuilder logical = new StringBuilder(lines.get(number++)).append('\n');
            while (continued(logical) && number < lines.size()) {
                logical.append(lines.get(number++)).append('\n');
            }
            String place = name + ":" + first;
            Properties one = properties(command, place, logical.toString());
            for (String key : one.stringPropertyNames()) {
                check(command, place, key);
                if (!given.contains("--" + key)) {
                    all.add("--" + key + "=" + one.getProperty(key));
                }
            }
        }
        all.addAll(Arrays.asList(args).subList(at, args.length));
        return all.toArray(String[]::new);
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

    /** Returns whether a line goes on in the next: an odd number of backslashes at its end. */
    private static boolean continued(CharSequence logical) {
        int end = logical.length() - 1;
        int slashes = 0;
        while (end - 1 - slashes >= 0 && logical.charAt(end - 1 - slashes) == '\\') {
            slashes++;
        }
        String first = logical.toString().stripLeading();
        boolean comment = first.startsWith("#") || first.startsWith("!");
        return slashes % 2 == 1 && !comment;
    }

    private static Properties properties(CommandLine command, String place, String text) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(text));
            return one;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(command, place + ": " + e.getMessage(), e);
        }
    }

    private static void check(CommandLine command, String place, String key) {
        OptionSpec option = command.getCommandSpec().findOption("--" + key);
        if (option == null || key.equals("config") || option.usageHelp() || option.versionHelp()) {
            Set<String> known = new TreeSet<>();
            for (OptionSpec one : command.getCommandSpec().options()) {
                if (!one.usageHelp() && !one.versionHelp()) {
                    known.add(one.longestName().substring(2));
                }
            }
            known.remove("config");
            known.remove("stacktrace");
            String what = place + ": unknown key '" + key + "', known are ";
            throw new ParameterException(command, what + String.join(", ", known));
        }
    }
}
