package io.gitcortex.core.terminal.dialect;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a CLI is started.
 *
 * @param command the program and its arguments; empty for the plan's own command
 * @param model arguments that name a model
 * @param access arguments that open the directories of the instruction and of the report helper to it
 * @param begin arguments for a new conversation
 * @param resume arguments that go on with a conversation; empty if it cannot
 * @param environment variables that it needs
 */
record Launch(
        List<String> command,
        List<String> model,
        List<String> access,
        List<String> begin,
        List<String> resume,
        Map<String, String> environment) {
    private static final String CONVERSATION = "{conversation}";

    Launch {
        command = List.copyOf(command);
        model = List.copyOf(model);
        access = List.copyOf(access);
        begin = List.copyOf(begin);
        resume = List.copyOf(resume);
        environment = Map.copyOf(environment);
        if (!resume.isEmpty() && resume.stream().noneMatch(element -> element.contains(CONVERSATION))) {
            throw new IllegalArgumentException("'resume' must hold " + CONVERSATION);
        }
    }

    /** Whether a conversation is given its name beforehand. */
    boolean namesConversation() {
        return begin.stream().anyMatch(element -> element.contains(CONVERSATION));
    }

    List<String> line(Invocation invocation) {
        return command.isEmpty() ? own(invocation) : builtIn(invocation);
    }

    private List<String> builtIn(Invocation invocation) {
        List<String> line = new ArrayList<>(command);
        if (invocation.modelOrNull() != null) {
            line.addAll(model);
        }
        line.addAll(access);
        line.addAll(invocation.resumes() ? resume : begin);
        return line.stream().map(element -> filled(element, invocation)).toList();
    }

    private static List<String> own(Invocation invocation) {
        List<String> line = new ArrayList<>();
        for (String element : invocation.command()) {
            String filled = filled(element, invocation);
            // A program that is named by a bare word is looked for on PATH: no file of a repository may take its place.
            boolean found = line.isEmpty() && filled.indexOf('/') < 0;
            Path base = invocation.baseDirectoryOrNull();
            line.add(base == null || found ? filled : absolute(filled, base));
        }
        return List.copyOf(line);
    }

    private static String filled(String element, Invocation invocation) {
        String model = invocation.modelOrNull();
        String conversation = invocation.conversationOrNull();
        return element.replace("{instruction_file}", invocation.instruction().toString())
                .replace("{instruction_directory}", parent(invocation.instruction()))
                .replace("{helper_directory}", parent(invocation.helper()))
                .replace("{model}", model == null ? "" : model)
                .replace(CONVERSATION, conversation == null ? "" : conversation);
    }

    private static String parent(Path file) {
        @Nullable Path parent = file.getParent();
        return parent == null ? "" : parent.toString();
    }

    /** The session runs in a worktree: a file of the plan's directory is not to be found from there by its relative name. */
    private static String absolute(String element, Path baseDirectory) {
        try {
            Path path = baseDirectory.resolve(element).normalize();
            boolean inside = path.startsWith(baseDirectory) && !path.equals(baseDirectory);
            return inside && Files.isRegularFile(path) ? path.toString() : element;
        } catch (InvalidPathException e) {
            return element; // An argument that cannot be a path at all is no file.
        }
    }
}
