package io.gitcortex.integration.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.terminal.attach.AttachServer;
import io.gitcortex.core.terminal.attach.AttachTarget;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.pty.PtyTerminalTransport;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./gitcortex attach} in a process and a pseudo-terminal of its own, to a program in another one. */
class AttachTest {
    /** Says what it is told, how large its screen is when that changes, and asks its terminal what it is. */
    private static final String AGENT = """
            trap 'echo size:$(stty size)' WINCH
            printf '\\033[c'; echo agent is here
            while :; do read -r line && echo "got:$line"; done
            """;

    @TempDir
    private Path directory;

    private final AtomicInteger holds = new AtomicInteger();
    private final PtyTerminalTransport transport = PtyTerminalTransport.create();
    private ScratchRepository repository;
    private Person agent;
    private AttachServer server;

    @BeforeEach
    void start() throws Exception {
        repository = ScratchRepository.in(directory.toRealPath());
        WorkflowId workflow = plant();
        agent = Person.at(transport, repository.directory(), List.of("sh", "-c", AGENT));
        agent.sees("agent is here");
        server = AttachServer.start(
                repository.directory().resolve(".git/gitcortex"),
                (asked, terminal) -> asked.equals(workflow) && terminal.equals(TerminalId.of("writer"))
                        ? Optional.of(new Target())
                        : Optional.empty());
    }

    @AfterEach
    void stop() {
        server.close();
        transport.close();
    }

    /** A workflow that nobody runs: its sessions are this test's to give. */
    private WorkflowId plant() throws InterruptedException {
        try (FakeTerminalTransport seats = FakeTerminalTransport.running(terminal -> {});
                GitCortex cortex = GitCortex.builder()
                        .repository(repository.directory())
                        .terminals(seats)
                        .build()) {
            return cortex.start(plan()).id();
        }
    }

    private static WorkflowPlan plan() {
        TerminalPlan writer = TerminalPlan.builder("coder")
                .id(TerminalId.of("writer"))
                .cli("shell")
                .command(List.of("agent"))
                .build();
        TaskPlan task = TaskPlan.builder("One")
                .id(TaskId.of("one"))
                .terminals(List.of(writer))
                .build();
        return WorkflowPlan.builder("office", "Work")
                .mode(DecisionMode.RULES)
                .tasks(List.of(task))
                .build();
    }

    private final class Target implements AttachTarget {
        @Override
        public TerminalSession session() {
            return agent.terminal();
        }

        @Override
        public Hold takeOver() {
            holds.incrementAndGet();
            return holds::decrementAndGet;
        }
    }

    private Person attach(String script) throws InterruptedException {
        return runner(script, "attach", "writer");
    }

    private Person runner(String script, String... words) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--repo", repository.directory().toString()));
        return Person.running(transport, repository.directory(), script, arguments.toArray(String[]::new));
    }

    /** The program that was started last in a person's terminal. */
    private static ProcessHandle runner(Person person) {
        return ProcessHandle.of(person.terminal().process().pid())
                .orElseThrow()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    private void isHeld(boolean held) {
        await("held: " + held)
                .atMost(Person.PATIENCE)
                .untilAsserted(() -> assertThat(holds).hasValue(held ? 1 : 0));
    }

    /** All but the size, which the terminal may get a moment after its program has begun. */
    private String settings(String name) throws Exception {
        return Files.readString(repository.directory().resolve(name)).replaceFirst("rows \\d+; columns \\d+;", "");
    }

    @Test
    void a_person_sees_types_resizes_and_leaves_and_the_session_goes_on() throws Exception {
        try (Person person = attach("stty -a >before; \"$0\" \"$@\"; echo code:$?; stty -a >after; echo over")) {
            person.sees("agent is here");
            isHeld(true);
            agent.sees("size:30 100");

            person.type("hello\r");
            person.sees("got:hello");
            agent.sees("got:hello");

            person.terminal().resize(new TerminalSize(90, 20));
            agent.sees("size:20 90");

            person.type("half" + Person.DETACH);
            person.sees("Detached from ");
            person.sees("code:0");
            person.sees("over");
            isHeld(false);
            agent.sees("size:40 120");
            assertThat(person.seen()).as("questions to the terminal").doesNotContain("\u001b[c");
            assertThat(settings("after")).contains("icanon").isEqualTo(settings("before"));
        }
        agent.type(" done\r");
        agent.sees("got:half done");
    }

    @Test
    void a_second_person_is_told_so_and_the_first_stays() throws Exception {
        try (Person first = attach("\"$0\" \"$@\"");
                Person second = attach("sleep 5; \"$0\" \"$@\"; echo code:$?")) {
            first.sees("agent is here");
            second.sees("Somebody else is attached to it");
            second.sees("code:1");
            first.type("still\r");
            first.sees("got:still");
        }
        isHeld(false);
    }

    @Test
    void a_person_whose_process_is_ended_leaves_a_clean_terminal_and_the_session() throws Exception {
        try (Person person = attach("stty -a >before; \"$0\" \"$@\"; stty -a >after; echo over")) {
            person.sees("agent is here");
            isHeld(true);
            await().atMost(Person.PATIENCE).until(() -> runner(person).destroy());
            person.sees("over");
            assertThat(settings("after")).contains("icanon").isEqualTo(settings("before"));
        }
        isHeld(false);
    }

    @Test
    void a_person_whose_process_is_killed_leaves_the_session() throws Exception {
        try (Person person = attach("\"$0\" \"$@\"; echo over")) {
            person.sees("agent is here");
            isHeld(true);
            runner(person).destroyForcibly();
            person.sees("over");
            isHeld(false);
        }
        agent.type("alone\r");
        agent.sees("got:alone");
    }

    @Test
    void the_end_of_the_session_and_of_its_process_is_said() throws Exception {
        try (Person person = attach("\"$0\" \"$@\"; echo code:$?")) {
            person.sees("agent is here");
            server.close();
            person.sees("has taken the session back");
            person.sees("code:0");
        }
        try (Person person = attach("\"$0\" \"$@\"; echo code:$?")) {
            person.sees("No process of this machine has a living session of terminal writer");
            person.sees("code:1");
        }
    }

    @Test
    void without_a_terminal_a_sentence_says_so() throws Exception {
        try (Person person = attach("setsid -w \"$0\" \"$@\"; echo over")) {
            person.sees("from a terminal only");
            person.sees("over");
        }
        isHeld(false);
    }

    @Test
    void a_workflow_goes_on_with_what_a_person_has_typed_for_its_agent() throws Exception {
        Path agent = Files.writeString(directory.resolve("asks.sh"), """
                echo what now
                read -r line
                echo "told: $line"
                "$GITCORTEX_REPORT" completed -m "$line"
                """);
        Path file = Files.writeString(directory.resolve("asks.yaml"), """
                name: asks
                goal: Ask
                mode: rules
                tasks:
                  - {id: two, name: Two, terminals: [{id: asker, role: coder, cli: shell, command: [sh, "%s"]}]}
                """.formatted(agent));
        try (Person host = runner("\"$0\" \"$@\"; echo code:$?", "run", file.toString())) {
            host.sees("is at work");
            Person person = runner("until \"$0\" \"$@\"; do sleep 1; done; echo over", "attach", "asker");
            try (person) {
                person.sees("what now");
                person.type("Say hello\r");
                person.sees("told: Say hello");
                person.sees("The session is over.");
                person.sees("over");
            }
            host.sees("code:0");
        }
        assertThat(repository.git("log", "--format=%s", "main")).contains("Say hello");
    }
}
