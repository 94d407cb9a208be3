package io.gitcortex.testkit.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The small programs that the contract runs, each a script for {@code sh}, known by its name in the command line. */
enum ContractProgram {
    /** Prints a text, exits with a code. */
    PRINT("printf '%s' \"$1\"; exit \"$2\""),

    /** Prints where it is, and exits. */
    DIRECTORY("pwd -P"),

    /** Prints numbers of seven digits and a blank, as many as it is told to, and exits with 7. */
    FLOOD("stty -opost; awk -v n=\"$1\" 'BEGIN { for (i = 0; i < n; i++) printf \"%07d \", i }'; exit 7"),

    /** Says that it is ready, and lives until it is ended. Its argument is a time for sleep(1), found in every command line. */
    WAIT("printf ready; sleep \"$1\""),

    /** Writes back what is typed, byte by byte. */
    ECHO("stty raw -echo; printf ready; exec cat"),

    /** Never reads. */
    DEAF("stty raw -echo; printf ready; sleep \"$1\""),

    /** Says good bye and exits with 9 when it is asked to end. */
    POLITE("trap 'printf bye; exit 9' TERM; printf ready; while :; do sleep 0.05; done"),

    /** Is killed by a signal, number 9. */
    KILLED("printf bye; kill -KILL $$"),

    /** Says whether its standard streams are a terminal, and, once it has one, which size that has; again when a line comes. */
    TERMINAL("test -t 0 && test -t 1 && test -t 2 && while stty size | grep -q '^0 '; do sleep 0.01; done && stty size;"
            + " read -r line; stty size"),

    /** Leaves a process behind that holds the terminal open, and exits with 3. */
    HELD("trap '' HUP; sleep \"$1\" & exit 3"),

    /** Ignores every signal that can be ignored, and so do its children. */
    STUBBORN(
            "trap '' TERM HUP INT QUIT; sh -c 'sleep \"$1\"' stubborn \"$1\" & printf ready; while :; do sleep \"$1\"; done"),

    /** Has a grandchild in a session of its own, whose parent is gone, and that ignores SIGHUP. */
    ESCAPED("(trap '' HUP; setsid sleep \"$1\" &) ; printf ready; sleep \"$1\""),

    /** Has a child that has cleared its environment. */
    CLEARED("env -i \"$(command -v sleep)\" \"$1\" & printf ready; wait"),

    /** Forks all the time. */
    FORKING("printf ready; while :; do sleep \"$1\" & sleep 0.01; done");

    /** What each name in a command line begins with. */
    static final String NAMES = "gitcortex-contract-";

    /** Where in the command the name stands; the arguments follow it. */
    static final int NAME = 3;

    private final String script;

    ContractProgram(String script) {
        this.script = script;
    }

    List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, NAMES + name()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return command;
    }
}
