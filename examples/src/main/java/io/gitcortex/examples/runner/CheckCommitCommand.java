package io.gitcortex.examples.runner;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.CommitMessages;
import io.gitcortex.core.commit.CommitMetadataParser;
import io.gitcortex.core.commit.ParsedCommit;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.ShellWord;
import io.gitcortex.examples.runner.console.Tone;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what GitCortex understands of a commit message. */
@Command(
        name = "check-commit",
        mixinStandardHelpOptions = true,
        description = "Says what GitCortex understands of a commit, or of a message on standard input.",
        footer = {
            "",
            "Exit codes: 0 the message is plain or its metadata are understood, 1 they are",
            "malformed, 2 there is no such commit, or no message. A message in a file:",
            "  ./gitcortex check-commit < FILE",
            "As a hook, in .git/hooks/commit-msg:",
            "  exec /path/to/gitcortex check-commit < \"$1\""
        })
final class CheckCommitCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Console console;
    private final Input input;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(
            paramLabel = "REV",
            arity = "0..1",
            description =
                    "A commit, for example HEAD; or - for a message on standard input. Where it is left out: standard"
                            + " input, or HEAD where that is a terminal. A file is given on standard input.")
    private @Nullable String revision;

    @Option(names = "--json", description = "Prints one JSON object: kind, metadata and problems.")
    private boolean json;

    CheckCommitCommand(Console console, Input input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws IOException {
        String message;
        try {
            message = message();
        } catch (GitCortexException e) {
            console.error(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        }
        ParsedCommit parsed = CommitMetadataParser.parse(message);
        CommitAnswer answer = CommitAnswer.of(parsed);
        if (json) {
            console.line(answer.json());
        } else {
            print(answer);
        }
        return parsed instanceof ParsedCommit.Malformed ? ExitCode.FAILED : ExitCode.COMPLETED;
    }

    private String message() throws IOException {
        boolean standardInput = STANDARD_INPUT.equals(revision) || (revision == null && !input.isTerminal());
        if (!standardInput) {
            return ofCommit(revision == null ? "HEAD" : revision);
        }
        String message = input.text();
        if (message.isBlank()) {
            throw new GitCortexException("There is no message on standard input: it is empty. Give one ("
                    + command("< FILE") + "), or name a commit (" + command("HEAD") + ").");
        }
        return message;
    }

    private String ofCommit(String name) {
        try {
            return CommitMessages.read(repository.directory(), name);
        } catch (GitCortexException e) {
            if (new File(name).isFile()) {
                throw new GitCortexException(
                        name + " is a file; its message is checked so: " + command("< " + ShellWord.of(name)), e);
            }
            throw e;
        }
    }

    private String command(String words) {
        return console.style().program() + " check-commit " + words;
    }

    private void print(CommitAnswer answer) {
        console.line(answer.tone(), answer.summary());
        List<String> problems = answer.problems();
        problems.forEach(problem -> console.line(Tone.ATTENTION, "  " + problem));
        answer.metadataLines().forEach(line -> console.line("  " + line));
    }
}
