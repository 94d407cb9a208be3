package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.WorkflowFile;
import io.gitcortex.examples.Readme;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflow files and agents of one's own. */
class RunTest {
    @TempDir
    private Path directory;

    private final Screen screen = new Screen();
    private ScratchRepository repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = ScratchRepository.create(directory.toRealPath().resolve("own"));
    }

    private int run(Path file) {
        return screen.run(
                "run", file.toString(), "--repo", repository.directory().toString());
    }

    private int ask(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        System.arraycopy(more, 0, arguments, 1, more.length);
        arguments[more.length + 1] = "--repo";
        arguments[more.length + 2] = repository.directory().toString();
        return screen.run(arguments);
    }

    private Path readmeWorkflow() throws Exception {
        Readme readme = Readme.read();
        repository.write("writer.sh", readme.blocks("sh", "#!/bin/sh").get(0));
        return repository.write("workflow.yaml", readme.blocks("yaml", "name:").get(0));
    }

    @Test
    void the_workflow_of_the_readme_works_as_it_says() throws Exception {
        assertThat(run(readmeWorkflow())).as(screen.out() + screen.err()).isEqualTo(ExitCode.COMPLETED);

        assertThat(repository.file("NOTES.md")).contains("# Notes\n");
        assertThat(repository.git("status", "--porcelain"))
                .as("what was there before, and nothing else")
                .isEqualToIgnoringNewLines("?? workflow.yaml?? writer.sh");
        assertThat(repository.processes()).isEmpty();
    }

    @Test
    void the_error_terminal_of_the_readme_fits_the_workflow_of_the_readme() throws Exception {
        String example = Readme.read().blocks("yaml", "errorTerminal:").get(0);
        Path file = repository.write("with.yaml", Files.readString(readmeWorkflow()) + example);

        assertThat(example.lines()).hasSize(3);
        assertThat(WorkflowFile.read(file).errorTerminal())
                .hasValueSatisfying(terminal -> assertThat(terminal.cli()).contains("shell"));
    }

    @Test
    void list_status_and_events_tell_what_happened() throws Exception {
        run(readmeWorkflow());
        String workflow = ScratchRepository.workflowIn(screen.out());

        assertThat(ask("list")).isZero();
        assertThat(screen.out()).containsPattern(workflow + " +notes +completed +1 of 1 ");

        assertThat(ask("status")).isZero();
        assertThat(screen.out())
                .contains("Workflow " + workflow + " \"notes\": completed")
                .containsPattern("first-page +completed +writer completed +[0-9a-f]{9}");

        assertThat(ask("events", workflow, "--follow")).isZero();
        assertThat(screen.out())
                .containsPattern(" +1 .* workflow_created")
                .contains("first-page: writer (coder) reports: \"Write NOTES.md\"")
                .containsPattern("workflow_started +workflow started")
                .containsPattern("decision_made +first-page: the rules decide: start task")
                .containsPattern("instruction_started +first-page: instruction 1 \\(start task\\) is begun")
                .containsPattern("instruction_done +first-page: instruction 1 \\(start task\\) is done")
                .containsPattern("round_opened +first-page: writer \\(coder\\) gets round 1: work")
                .containsPattern("session_opening +first-page: writer \\(coder\\) is about to be started")
                .containsPattern("session_ended +first-page: writer \\(coder\\) ended with exit code 0")
                .containsPattern("merge_prepared +first-page: merge commit [0-9a-f]{9} is built for main")
                .doesNotContainPattern("[0-9] rounds?\\b")
                .contains("first-page: merged into main");

        assertThat(ask("events", workflow, "--json")).isZero();
        assertThat(screen.out().lines())
                .allMatch(line -> line.startsWith("{\"sequence\":") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"type\":\"terminal_completed\",\"event\":{"));
    }

    @Test
    void mistakes_in_the_file_are_listed_together_with_their_lines() throws Exception {
        Path file = repository.write("wrong.yaml", """
                name: wrong
                goal: Show every mistake
                colour: red
                tasks:
                  - id: one
                    name: One
                    dependsOn: [two]
                    terminals:
                      - {id: same, role: coder, cli: shell, command: [sh, a.sh]}
                  - id: two
                    name: Two
                    dependsOn: [one]
                    terminals:
                      - {id: same, role: coder, cli: shel, command: [sh, a.sh]}
                """);

        assertThat(run(file)).isEqualTo(ExitCode.USAGE);

        assertThat(screen.err().lines())
                .allMatch(line -> line.startsWith(file + ":"))
                .anyMatch(line -> line.startsWith(file + ":3: ") && line.contains("colour"))
                .anyMatch(line -> line.contains("'same' is there twice"))
                .anyMatch(line -> line.startsWith(file + ":14: ") && line.contains("did you mean 'shell'?"))
                .anyMatch(line -> line.contains("wait for each other"));
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_a_mistake_of_usage() {
        assertThat(run(directory.resolve("none.yaml"))).isEqualTo(ExitCode.USAGE);

        assertThat(screen.err()).contains("none.yaml: ");
    }

    @Test
    void an_agent_that_cannot_do_it_leaves_a_question_with_its_choices() throws Exception {
        repository.write("agent.sh", "\"$(grep -o '/.*/gitcortex-report' \"$1\" | head -n 1)\" failed -m 'No paper'\n");
        Path file = repository.write("workflow.yaml", """
                name: hopeless
                goal: Nothing
                mode: rules
                tasks:
                  - {id: one, name: One, terminals: [{id: only, role: coder, cli: shell, command: [sh, agent.sh, "{instruction_file}"]}]}
                """);

        assertThat(run(file)).as(screen.out() + screen.err()).isEqualTo(ExitCode.WAITS);

        assertThat(screen.out())
                .contains("could not do it: \"No paper\"")
                .contains("Nothing can move until a person decides.")
                .containsPattern("Question \\S+: ")
                .contains("If nobody answers by ")
                .containsPattern("Answer it: +\\./gitcortex answer q-[0-9a-f]+ retry --repo ")
                .contains("  Or instead of retry: fail")
                .contains("./gitcortex resume " + ScratchRepository.workflowIn(screen.out()));

        assertThat(ask("status")).isZero();
        assertThat(screen.out()).contains("\"hopeless\": running");
    }

    @Test
    void without_workflows_every_command_says_so() {
        assertThat(ask("list")).isZero();
        assertThat(screen.out()).contains("There are no workflows");

        assertThat(ask("status")).isZero();
        assertThat(screen.out()).contains("There are no workflows");

        assertThat(ask("resume")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("No workflow is unfinished");

        assertThat(ask("events", "wf-0")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("There is no workflow wf-0").doesNotContain("\tat ");
    }

    @Test
    void a_failure_shows_where_it_came_from_only_when_asked_to() {
        assertThat(ask("events", "wf-0", "--verbose")).isEqualTo(ExitCode.FAILED);

        assertThat(screen.err()).contains("There is no workflow wf-0").contains("\tat ");
    }

    @Test
    void what_is_no_command_is_a_mistake_of_usage() {
        assertThat(screen.run("dance")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).contains("dance");

        assertThat(screen.run()).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).contains("Usage: gitcortex");
    }

    @Test
    void outside_a_repository_a_sentence_says_so() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));

        assertThat(screen.run("list", "--repo", elsewhere.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(screen.err()).contains(elsewhere.toString()).doesNotContain("\tat ");
    }

    @Test
    void outside_a_repository_the_doctor_does_not_say_that_all_is_well() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));

        assertThat(screen.run("doctor", "--repo", elsewhere.toString())).isZero();

        assertThat(screen.out())
                .contains("unseen   No git repository in " + elsewhere)
                .contains("no repository was looked at")
                .doesNotContain("All is well");
    }

    @Test
    void the_doctor_finds_what_the_tests_run_on() {
        assertThat(ask("doctor")).as(screen.out()).isZero();

        assertThat(screen.out())
                .contains("ok       git version")
                .contains("'Store': sqlite")
                .contains("'Terminals': pty")
                .contains("A shell starts in a pseudo-terminal")
                .contains("can be used")
                .contains("ok       Coding CLI shell: can be used, with a command of the workflow file's own")
                .containsOnlyOnce("Coding CLI codex: ")
                .contains("All is well.");
    }

    @Test
    void the_doctor_names_what_git_would_run_because_the_repository_says_so() throws Exception {
        repository.git("config", "filter.gitcortex-test-crypt.smudge", "cat");
        repository.write(".gitattributes", "*.secret filter=gitcortex-test-crypt\n");
        repository.git("add", ".");
        repository.git("-c", "user.name=Test", "-c", "user.email=test@example.invalid", "commit", "-q", "-m", "Select");

        assertThat(ask("doctor")).isEqualTo(ExitCode.FAILED);

        assertThat(screen.out()).containsPattern("problem .*filter\\.gitcortex-test-crypt.*git config --global");
    }
}
