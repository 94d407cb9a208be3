package io.gitcortex.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes that carry the mark of a session, as {@code /proc} tells (proc(5)). */
public final class LiveSessions {
    private LiveSessions() {}

    /** The processes that are left of a journal's sessions; fails if it has none, since nothing could then be found. */
    public static List<Long> of(List<JournalEntry> journal) throws IOException {
        Set<String> marks = journal.stream()
                .map(JournalEntry::event)
                .filter(SessionOpening.class::isInstance)
                .map(event -> "GITCORTEX_SESSION_ID="
                        + ((SessionOpening) event).sessionId().value())
                .collect(Collectors.toSet());
        assertThat(marks)
                .as("sessions in the journal, whose processes can be looked for")
                .isNotEmpty();
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            throw new AssertionError("This test looks for processes in /proc, which this system does not have");
        }
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .filter(pid -> environment(pid).anyMatch(marks::contains))
                .toList();
    }

    private static Stream<String> environment(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return Stream.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return Stream.empty(); // Gone meanwhile, or somebody else's.
        }
    }
}
