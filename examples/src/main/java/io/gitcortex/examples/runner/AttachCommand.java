package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.Attachment;
import io.gitcortex.core.GitCortex;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.terminal.TerminalSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a living session into a person's hands. */
@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the living session of a terminal and lets you type into it, whoever runs it.",
            "Ctrl-] gives it back; session and workflow go on."
        })
final class AttachCommand implements Callable<Integer> {
    /** Ctrl-], as in telnet: no shell and no coding CLI uses it. */
    private static final byte DETACH = 0x1d;

    private static final int MOST_KEYS = 4 * 1024;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration SIZE = Duration.ofSeconds(1);

    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(paramLabel = "TERMINAL", description = Seat.WORDS)
    private String terminal = "";

    AttachCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (GitCortex cortex = repository.open()) {
            Seat seat = Seat.find(cortex, terminal);
            String ending = visit(cortex, seat);
            console.line(Tone.QUIET, ending);
            return ExitCode.COMPLETED;
        }
    }

    private String visit(GitCortex cortex, Seat seat) {
        try (PersonsTerminal person = PersonsTerminal.open();
                Attachment session = Attachment.open(cortex, seat.workflowId(), seat.terminalId(), person.size())) {
            console.line(Tone.QUIET, "Attached to " + seat + ". Ctrl-] gives it back.");
            person.lend();
            AtomicBoolean left = new AtomicBoolean();
            begin("gitcortex-keys", () -> type(person, session, left));
            begin("gitcortex-size", () -> follow(person, session, left));
            while (!left.get() && session.ending().isEmpty()) {
                person.print(session.read(LOOK));
            }
            left.set(true);
            return session.ending().orElse("Detached from " + seat + "; its session goes on.");
        }
    }

    /** As a daemon: it may wait for a key for ever. */
    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void type(PersonsTerminal person, Attachment session, AtomicBoolean left) {
        byte[] keys = new byte[MOST_KEYS];
        try {
            for (int count = person.read(keys); count >= 0; count = person.read(keys)) {
                int end = 0;
                while (end < count && keys[end] != DETACH) {
                    end++;
                }
                session.type(Arrays.copyOf(keys, end));
                if (end < count) {
                    return;
                }
            }
        } catch (IOException | GitCortexException e) {
            return; // The terminal is gone, or the session is; the other thread says which.
        } finally {
            left.set(true);
        }
    }

    /** Looks for another size now and then: no JDK tells of the signal without warning of what it may do tomorrow. */
    private static void follow(PersonsTerminal person, Attachment session, AtomicBoolean left) {
        try {
            TerminalSize known = person.size();
            session.resize(known); // It may have changed since it was asked for.
            while (!left.get()) {
                TimeUnit.MILLISECONDS.sleep(SIZE.toMillis());
                TerminalSize now = person.size();
                if (!now.equals(known)) {
                    session.resize(now);
                    known = now;
                }
            }
        } catch (GitCortexException e) {
            return; // Likewise.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
