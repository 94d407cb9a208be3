package io.gitcortex.core.terminal;

import io.gitcortex.GitCortexException;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions keep their files, in the data directory: {@code bin/gitcortex-report}, {@code instructions/},
 * {@code homes/} and {@code logs/}.
 */
public final class DataFiles {
    private static final String HELPER = "gitcortex-report";
    private static final String LOGS = "logs";
    private static final String LOG = ".log";
    private static final String INSTRUCTIONS = "instructions";
    private static final String HOMES = "homes";
    /** Of a {@link WorkflowId}. */
    private static final int LONGEST_ID = 200;

    private final Path dataDirectory;
    private final Path helper;

    private DataFiles(Path dataDirectory, Path helper) {
        this.dataDirectory = dataDirectory;
        this.helper = helper;
    }

    /** Makes the directories and puts the helper there, this build's own. */
    public static DataFiles open(Path dataDirectory) {
        try (InputStream in = DataFiles.class.getResourceAsStream(HELPER)) {
            if (in == null) {
                throw new GitCortexException("The helper " + HELPER + " is missing from this build");
            }
            Path bin = PrivateFiles.directory(dataDirectory.resolve("bin"));
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Path helper = PrivateFiles.write(bin.resolve(HELPER), script, true);
            return new DataFiles(dataDirectory, helper);
        } catch (IOException e) {
            throw new GitCortexException("The directory " + dataDirectory + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The program with which agents report. */
    public Path helper() {
        return helper;
    }

    /** The directories that hold what the sessions of a workflow were told and have printed, whether they exist or not. */
    public static List<Path> of(Path dataDirectory, WorkflowId workflow) {
        String name = fileName(workflow.value());
        return List.of(
                dataDirectory.resolve(LOGS).resolve(name),
                dataDirectory.resolve(HOMES).resolve(name),
                dataDirectory.resolve(INSTRUCTIONS).resolve(name));
    }

    /** The workflows whose sessions have left something here. One whose id cannot be told from the name is left out. */
    public static Set<WorkflowId> workflows(Path dataDirectory) {
        Set<WorkflowId> found = new TreeSet<>(Comparator.comparing(WorkflowId::value));
        for (String kind : List.of(LOGS, HOMES, INSTRUCTIONS)) {
            Path directory = dataDirectory.resolve(kind);
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (Stream<Path> names = Files.list(directory)) {
                names.filter(Files::isDirectory)
                        .map(own -> own.getFileName().toString())
                        .filter(name -> name.equals(fileName(name)) && name.length() <= LONGEST_ID)
                        .map(WorkflowId::of)
                        .forEach(found::add);
            } catch (IOException | UncheckedIOException e) {
                throw new GitCortexException("The directory " + directory + " cannot be read: " + e.getMessage(), e);
            }
        }
        return found;
    }

    Path log(WorkflowId workflow, SessionId session) throws IOException {
        Path log = log(dataDirectory, workflow, session);
        PrivateFiles.directory(log.resolveSibling(""));
        return log;
    }

    /** Where what a session prints is kept, as long as {@link SessionLog} keeps it, whether it is there or not. */
    public static Path log(Path dataDirectory, WorkflowId workflow, SessionId session) {
        return logs(dataDirectory, workflow).resolve(fileName(session.value()) + LOG);
    }

    private static Path logs(Path dataDirectory, WorkflowId workflow) {
        return dataDirectory.resolve(LOGS).resolve(fileName(workflow.value()));
    }

    /** The sessions of a workflow that have a log. One whose id cannot be told from the name is none of ours. */
    List<SessionId> logged(WorkflowId workflow) {
        Path directory = logs(dataDirectory, workflow);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> logs = Files.list(directory)) {
            return logs.map(log -> log.getFileName().toString())
                    .filter(name -> name.endsWith(LOG) && name.length() > LOG.length())
                    .map(name -> name.substring(0, name.length() - LOG.length()))
                    .filter(name -> name.equals(fileName(name)))
                    .map(SessionId::of)
                    .toList();
        } catch (IOException e) {
            throw new GitCortexException("The directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where the private home of a terminal's CLI is, or is to be. */
    Path home(WorkflowId workflow, TerminalId terminal) {
        return dataDirectory.resolve(HOMES).resolve(fileName(workflow.value())).resolve(fileName(terminal.value()));
    }

    /** Where a terminal's newest instruction is, whole. */
    public Path instruction(WorkflowId workflow, TerminalId terminal) {
        return instructions(workflow).resolve(fileName(terminal.value()) + ".md");
    }

    private Path instructions(WorkflowId workflow) {
        return dataDirectory.resolve(INSTRUCTIONS).resolve(fileName(workflow.value()));
    }

    /**
     * Writes what a session is told, and what the helper needs to know, and says where the former is.
     *
     * @param reportsByFile whether the helper is to leave a file, and not to commit
     */
    Path writeRound(SessionOrder order, boolean reportsByFile) {
        SessionOrder.Ids ids = order.ids();
        try {
            PrivateFiles.directory(instructions(ids.workflow()));
            Path instruction = PrivateFiles.write(instruction(ids.workflow(), ids.terminal()), order.text(), false);
            InstructionId id = ids.instructionOrNull();
            TaskId task = ids.taskOrNull();
            if (id != null && task != null) {
                String round = line("workflow_id", ids.workflow().value())
                        + line("task_id", task.value())
                        + line("terminal_id", ids.terminal().value())
                        + line("instruction_id", id.value())
                        + line("kind", ids.reviewed().isEmpty() ? "work" : "review")
                        + line(
                                "reviewed_terminal",
                                ids.reviewed().map(TerminalId::value).orElse(null))
                        + line("report", reportsByFile ? "file" : "commit")
                        + line("instruction_file", instruction.toString());
                PrivateFiles.write(order.place().gitDirectory().resolve("gitcortex-round"), round, false);
            }
            return instruction;
        } catch (IOException e) {
            throw new GitCortexException(
                    "The instruction for terminal " + ids.terminal() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String line(String key, @Nullable String value) {
        return value == null ? "" : key + "=" + value + "\n";
    }

    /** An id may hold any character; a file name should not. */
    private static String fileName(String id) {
        StringBuilder name = new StringBuilder();
        id.codePoints().forEach(point -> {
            boolean plain = point < 128 && (Character.isLetterOrDigit(point) || point == '-' || point == '_');
            name.append(plain ? Character.toString(point) : "%" + Integer.toHexString(point));
        });
        return name.toString();
    }
}
