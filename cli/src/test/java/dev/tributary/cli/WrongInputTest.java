package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.base.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrongInputTest {
    @TempDir private Path here;

    /** Every mistake is one line that says what is wrong, exit code 2, and nothing is written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "runn douyu-six | unknown command 'runn', did you mean 'run'?",
                "rnu x | unknown command 'rnu', known are run, compare, check, list, report, diverge, live, fidelity, replay, serve, watch",
                "run | Missing required parameter: 'SCENARIO",
                "run --repplications 3 douyu-six | did you mean '--replications'?",
                "run douyu-six --replications 0 | '--replications': 0 is not in 1..10000",
                "run douyu-six --replications -5 | '--replications': -5 is not in 1..10000",
                "run douyu-six --replications abc | 'abc' is not an int",
                "fidelity lab-12 --replications 0 | '--replications': 0 is not in 1..100",
                "fidelity | give scenarios, or --random N, and not both",
                "fidelity lab-12 --random 3 | give scenarios, or --random N, and not both",
                "fidelity lab-12 --seed 3 | '--seed' draws rooms: give --random N too",
                "fidelity --random 1 --seed -3 | '--seed': -3 is not in 0..2147483647",
                "fidelity --random 0 | '--random': 0 is not in 1..1000",
                "live lab-12 --polluters -1 | '--polluters': -1 is not in 0..1000",
                "live lab-12 --restart-tracker 4500 | --restart-tracker 4500 comes after the end of the run: write a second below warmUp + duration = ",
                "live lab-12 --set network.interProvider=5Mbps | lab-12: the real world has no limits between providers, --set network.interProvider=unlimited",
                "run douyu-six --replications | Missing required parameter",
                "run douyu-six --seed x | 'x' is not a long",
                "run douyu-six --seed -1 | '--seed': -1 is not in 0..",
                "run douyu-six --seed 9223372036854775807 | is not in 0..",
                "run douyu-six --threads 0 | '--threads': 0 is not in 1..",
                "run douyu-six --progress sometimes | '--progress'",
                "run douyu-six --set viewers | --set viewers: not an override, write key=value",
                "run douyu-six --set audience.viewers= | --set audience.viewers=: ",
                "run douyu-six --set audience.viewrs=5 | did you mean 'viewers'?",
                "run douyu-sixx | douyu-sixx: no such file, and no scenario of the library has this name, did you mean 'douyu-six'?",
                "check douyu_three.yaml | no scenario of the library has this name, did you mean 'douyu-three'?",
                "run nothing-alike | no scenario of the library has this name, see 'tributary list'",
                "run douyu-six --set viewers=5 | --set viewers=5: unknown key 'viewers', did you mean 'audience.viewers'?",
                "run nowhere/x.yaml | nowhere/x.yaml: no such file",
                "run . | a directory, name one .yaml file",
                "compare douyu-six | Missing required parameter: 'B'",
                "compare douyu-six douyu-cellular | a sweep of 3 points cannot be compared",
                "check nowhere.yaml | nowhere.yaml: no such file",
                "report nowhere | there is no directory",
                "list everything | Unmatched argument",
                "serve | no server named",
                "serve tracer | unknown command 'tracer', did you mean 'tracker'?",
                "serve stun | Missing required option: '--listen=HOST:PORT'",
                "serve stun --listen 127.0.0.1 | '127.0.0.1' is not host:port",
                "serve stun --listen :80 | ':80' is not host:port",
                "serve stun --listen 127.0.0.1:70000 | is not host:port",
                "serve stun --listen 127.0.0.1:0 --config nowhere | nowhere: no such file",
                "serve edge --listen 127.0.0.1:0 --stream 12=http://x | '12' is no stream key",
                "serve edge --listen 127.0.0.1:0 --stream 12 | should be in KEY=VALUE",
                "serve edge --listen 127.0.0.1:0 --stream 0123456789abcdef0123456789abcdef=ftp://x | no URL of the form http",
                "serve origin --listen 127.0.0.1:0 --stream 0123456789abcdef0123456789abcdef --keys k | give one of --push-secret-file and --pull",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --stream 1123456789abcdef0123456789abcdef --pull http://x/ | --pull needs a key when there are several --stream: KEY=URL",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --pull 1123456789abcdef0123456789abcdef=http://x/ | --pull 1123456789abcdef0123456789abcdef=...: there is no --stream of that key",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --pull http://x/ --pull 0123456789abcdef0123456789abcdef=http://y/ | --pull: one stream is pulled from two places",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --stream 1123456789abcdef0123456789abcdef --pull 1123456789abcdef0123456789abcdef=http://x/ | a --stream without a --pull needs --push-secret-file",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --pull http://x/ --push-secret-file p | every --stream is pulled: --push-secret-file is for none",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --pull http://x/ --rtmp 127.0.0.1:0 | every --stream is pulled: --rtmp and --authorize are for none",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --pull 12=http://x/ | '12' is no stream key: 32 hexadecimal digits",
                "serve origin --listen 127.0.0.1:0 --keys k --stream 0123456789abcdef0123456789abcdef --push-secret-file p --authorize x | no URL of the form http",
                "serve origin --listen 127.0.0.1:0 --stream 0123456789abcdef0123456789abcdef --keys k --pull http://x/ | k: no such file; 'tributary serve keys' makes one",
                "serve tracker --listen 127.0.0.1:0 --room 0123456789abcdef0123456789abcdef=nosuch --token-key-file t | nosuch: no such file, and no scenario of the library",
                "serve scheduler --listen 127.0.0.1:0 --tracker ws://x:0 | 'ws://x:0': no ws or wss URL of a server",
                "watch https://x --listen 127.0.0.1:0 --stream 0123456789abcdef0123456789abcdef --tls-ca nowhere | '--tls-ca': nowhere is no file with PEM certificates",
                "watch http://x --listen 127.0.0.1:0 | Missing required option: '--stream=KEY'",
            })
    void isOneLineAndExitCodeTwo(String line, String message) throws IOException {
        refuses(message, line.split(" "));
    }

    @Test
    void urlWithABlankIsNone() throws IOException {
        String line = "serve origin --listen 127.0.0.1:0 --keys k --push-secret-file p --stream";
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.add("0123456789abcdef0123456789abcdef");
        arguments.addAll(List.of("--authorize", "http://user:pw@127.0.0.1:1/x y"));
        String[] all = arguments.toArray(new String[0]);
        refuses("'--authorize': a URL has no blanks: in a path %20 stands for one", all);
    }

    private void refuses(String message, String... arguments) throws IOException {
        Shell.Result result = new Shell(here).run(arguments);
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err()).contains(message);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void noCommandIsRefusedWithHelp() {
        Shell.Result result = new Shell(here).run();
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err()).contains("no command given (see tributary --help)");
    }

    @Test
    void everyProblemOfEveryFileIsOneLineWithItsPlace() throws IOException {
        Files.writeString(here.resolve("a.yaml"), "name: a\nabout: A.\nsystem: duyu\n");
        Files.writeString(
                here.resolve("b.yaml"), "name: b\nabout: B.\nsystem: douyu\nrun: {seed: x}\n");
        Shell.Result result = new Shell(here).run("run", "a.yaml", "b.yaml");
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err()).contains("a.yaml:3:9: ", "b.yaml:4:13: ");
    }
}
