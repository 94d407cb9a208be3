package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person asks of a workflow by further commands, while it runs and while nobody runs it. */
class AnswerTest {
    private static final Pattern QUESTION = Pattern.compile("\\bq-[0-9a-f]+");
    private static final String HELPER = "\"$(grep -o '/.*/gitcortex-report' \"$1\" | head -n 1)\"";

    private static final String PATIENT = """
            name: patient
            goal: Wait
            mode: rules
            tasks:
              - {id: one, name: One, terminals: [{id: only, role: coder, cli: shell, command: [sh, patient.sh]}]}
            """;

    @TempDir
    private Path directory;

    private final Screen screen = new Screen();
    private ScratchRepository repository;

    @BeforeEach
    void makeRepository() throws Exception {
        directory = directory.toRealPath();
        repository = ScratchRepository.create(directory.resolve("own"));
        // Gives up twice, and works when it is asked for the third time.
        repository.write("stubborn.sh", """
                echo x >>"$2"
                if [ "$(wc -l <"$2")" -le 2 ]; then %s failed -m 'No paper'; exit; fi
                echo done >"$3.txt"
                %s completed -m 'Found some paper'
                """.formatted(HELPER, HELPER));
        repository.write("patient.sh", "sleep 600\n");
    }

    private Path stubborn(String... tasks) throws Exception {
        StringBuilder file = new StringBuilder("name: stubborn\ngoal: Paper\nmode: rules\ntasks:\n");
        for (String task : tasks) {
            file.append("  - {id: %s, name: A task, terminals: [{id: %s-coder, role: coder, cli: shell,"
                            .formatted(task, task))
                    .append(" command: [sh, stubborn.sh, \"{instruction_file}\", %s, %s]}]}\n"
                            .formatted(directory.resolve(task + ".count"), task));
        }
        return repository.write("workflow.yaml", file.toString());
    }

    private int ask(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--repo", repository.directory().toString()));
        return screen.run(arguments.toArray(String[]::new));
    }

    private List<String> questions() {
        return QUESTION.matcher(screen.out())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    @Test
    void the_command_that_is_printed_answers_and_resume_takes_the_answer() throws Exception {
        assertThat(ask("run", stubborn("one").toString())).as(screen.out()).isEqualTo(ExitCode.WAITS);
        String workflow = ScratchRepository.workflowIn(screen.out());

        assertThat(ask("status", workflow)).isZero();
        assertThat(screen.out())
                .contains("one-coder failed (2 rounds)")
                .contains("It waits for a person to answer:")
                .contains("retry: one more round")
                .contains("fail: give the task up")
                .contains("If nobody answers by ")
                .containsPattern("Answer it: +\\./gitcortex answer q-[0-9a-f]+ retry --repo " + repository.directory());
        String question = questions().get(0);

        assertThat(ask("answer", question, "retry")).as(screen.err()).isZero();
        assertThat(screen.out())
                .contains("No process runs workflow " + workflow)
                .contains("./gitcortex resume " + workflow)
                .doesNotContain("in other words");
        assertThat(ask("answer", question, "fail")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("waits to be taken already");

        assertThat(ask("resume", workflow)).as(screen.out() + screen.err()).isZero();
        assertThat(repository.file("one.txt")).contains("done\n");
        assertThat(ask("events", workflow)).isZero();
        assertThat(screen.out())
                .containsPattern("question_answered +one: question " + question + " is answered: retry");
        assertThat(ask("answer", question, "fail")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("has been answered already");
        assertThat(ask("answer", workflow, "fail")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("has no open question");
    }

    @Test
    void an_answer_that_is_no_choice_is_called_one_in_other_words() throws Exception {
        assertThat(ask("run", stubborn("one").toString())).isEqualTo(ExitCode.WAITS);
        String workflow = ScratchRepository.workflowIn(screen.out());

        assertThat(ask("answer", workflow, "retri")).as(screen.err()).isZero();

        assertThat(screen.out())
                .containsPattern("'retri' is none of retry, .*fail.*: it is taken as an answer in other words");
    }

    @Test
    void several_open_questions_are_listed_instead_of_guessing() throws Exception {
        assertThat(ask("run", stubborn("one", "two").toString())).isEqualTo(ExitCode.WAITS);
        String workflow = ScratchRepository.workflowIn(screen.out());

        assertThat(ask("answer", workflow, "retry")).isEqualTo(ExitCode.FAILED);

        assertThat(screen.err()).contains("has 2 open questions");
        assertThat(questions())
                .hasSize(2)
                .allSatisfy(question ->
                        assertThat(screen.out()).contains("./gitcortex answer " + question + " retry --repo "));
        assertThat(ask("answer", questions().get(1), "fail")).isZero();
    }

    @Test
    void another_process_that_runs_the_workflow_is_asked() throws Exception {
        Path file = repository.write("patient.yaml", PATIENT);
        try (RunnerProcess runner = RunnerProcess.start(
                directory,
                "run",
                file.toString(),
                "--repo",
                repository.directory().toString())) {
            runner.awaitOutput("is at work");
            String workflow = ScratchRepository.workflowIn(runner.output());

            assertThat(ask("pause", "--reason", "lunch")).as(screen.err()).isZero();
            assertThat(screen.out())
                    .contains("which owns workflow " + workflow + ", takes this pause within a second")
                    .contains("./gitcortex resume " + workflow);
            runner.awaitOutput("workflow paused: lunch");
            assertThat(screen.out()).containsOnlyOnce("Go on with it:");
            assertPausesOnce("pause", workflow);
            assertPausesOnce("pause");
            assertThat(ask("status", workflow)).isZero();
            assertThat(screen.out()).contains("\"patient\": paused").contains("./gitcortex resume " + workflow);

            assertResumeAsksTheOwner(workflow);
            runner.awaitOutput("workflow goes on");
            assertThat(ask("resume", workflow, "--take-over")).isZero();
            assertThat(screen.out()).contains("is not paused").doesNotContain("--take-over");

            assertThat(ask("cancel", workflow)).isZero();
            assertThat(runner.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(runner.output()).contains("workflow cancelled: a person asked for it");
            assertThat(ask("cancel", workflow)).isEqualTo(ExitCode.FAILED);
            assertThat(screen.err()).contains(workflow + " is cancelled already");
            assertThat(ask("resume", workflow)).isEqualTo(ExitCode.FAILED);
            assertThat(screen.out()).contains("has ended already");
        }
    }

    private void assertPausesOnce(String... words) {
        assertThat(ask(words)).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).containsPattern("Workflow wf-[0-9a-f]+ is paused already\\.");
        assertThat(screen.out()).containsOnlyOnce("Go on with it:");
    }

    private void assertResumeAsksTheOwner(String workflow) {
        assertThat(ask("resume")).as(screen.err()).isZero();
        assertThat(screen.out())
                .contains("owns workflow " + workflow)
                .contains("takes this unpause within a second")
                .contains("./gitcortex events " + workflow + " --follow");
    }

    @Test
    void what_is_not_there_or_is_missing_is_said_in_a_sentence() {
        assertThat(ask("answer", "q-0", "yes")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("There is no question q-0");
        assertThat(ask("answer", "", "yes")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("'' cannot be an id");
        assertThat(ask("cancel", "wf-0")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("There is no workflow wf-0");
        assertThat(ask("pause")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("No workflow is running");
        for (String[] words :
                List.of(new String[] {"answer"}, new String[] {"answer", "q-0"}, new String[] {"cancel"})) {
            assertThat(ask(words)).isEqualTo(ExitCode.USAGE);
            assertThat(screen.err()).contains("Missing required parameter");
        }
        assertThat(screen.err()).doesNotContain("\tat ");
    }
}
