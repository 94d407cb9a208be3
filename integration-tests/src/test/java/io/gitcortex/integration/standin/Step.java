package io.gitcortex.integration.standin;

import java.time.Duration;
import java.util.Map;

/** What the stand-in does in one turn. */
public sealed interface Step {
    /**
     * Says something, which ends the CLI's work on the prompt.
     *
     * @param text what is said
     */
    record Say(String text) implements Step {}

    /**
     * Has the CLI run a command.
     *
     * @param command for the shell
     */
    record Shell(String command) implements Step {}

    /**
     * Has the CLI call a tool.
     *
     * @param tool its name
     * @param arguments a JSON object
     */
    record Call(String tool, String arguments) implements Step {}

    /**
     * Answers with an error.
     *
     * @param status of HTTP
     * @param message what the error says
     * @param headers that the answer has besides, such as Retry-After
     */
    record Refuse(int status, String message, Map<String, String> headers) implements Step {
        /** Checks and copies. */
        public Refuse {
            headers = Map.copyOf(headers);
        }

        /** An error without headers of its own. */
        public static Refuse with(int status) {
            return new Refuse(status, "The stand-in says " + status, Map.of());
        }
    }

    /**
     * Waits, silent, before another step.
     *
     * @param time how long
     * @param then what follows; no Pause and no Hang
     */
    record Pause(Duration time, Step then) implements Step {}

    /**
     * Sends the head of the answer, and waits before the rest.
     *
     * @param time how long
     * @param then what follows; no Pause, no Hang and no Refuse
     */
    record Hang(Duration time, Step then) implements Step {}
}
