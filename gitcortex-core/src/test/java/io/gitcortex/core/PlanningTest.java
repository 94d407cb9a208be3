package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.GitCortexException;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.model.TaskId;
import io.gitcortex.spi.PluginException;
import io.gitcortex.testkit.git.GitSandbox;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanningTest {
    private static final String GOAL = "Say hello in \"two\" languages";
    private static final String PLAN = "Here it is:\n```json\n"
            + "{\"name\": \"greetings\", \"goal\": \"something else\", \"tasks\": ["
            + "{\"id\": \"english\", \"name\": \"English\", \"description\": \"Write hello.txt\", \"terminals\": ["
            + "{\"role\": \"coder\", \"cli\": \"shell\"}, {\"role\": \"reviewer\", \"cli\": \"shell\", \"model\": null}]},"
            + "{\"id\": \"both\", \"name\": \"Both\", \"description\": \"List them\", \"depends_on\": [\"english\"],"
            + " \"terminals\": [{\"role\": \"Tech Writer\", \"cli\": \"shell\"}]}]}\n```";

    private final GitSandbox git = GitSandbox.create();
    private final ScriptedLlmClient model = ScriptedLlmClient.create();

    @TempDir
    private Path prompts;

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void a_plan_has_the_tasks_roles_and_dependencies_of_the_model_and_the_goal_of_the_person() throws Exception {
        model.thenAnswer(PLAN);

        WorkflowPlan plan = plan();

        assertThat(plan.name()).isEqualTo("greetings");
        assertThat(plan.goal()).isEqualTo(GOAL);
        assertThat(plan.tasks())
                .map(TaskPlan::id)
                .map(id -> id.orElseThrow().value())
                .containsExactly("english", "both");
        assertThat(plan.tasks().get(1).dependsOn()).containsExactly(TaskId.of("english"));
        assertThat(plan.tasks().get(0).terminals()).map(TerminalPlan::role).containsExactly("coder", "reviewer");
        assertThat(plan.tasks().get(1).terminals().get(0).command()).containsExactly("sh", "agents/tech-writer.sh");
        assertThat(plan.baseDirectory()).isEmpty();
        assertThat(model.requests()).singleElement().satisfies(request -> {
            assertThat(request.messages().get(0).content()).contains(GOAL).contains("cli is one of: ");
            assertThat(request.schema())
                    .hasValueSatisfying(
                            schema -> assertThat(schema).contains("\"tasks\"").doesNotContain("command"));
        });
    }

    @Test
    void what_is_wrong_with_a_plan_goes_back_to_the_model_in_words() throws Exception {
        model.thenAnswer("I am sorry.")
                .thenAnswer(PLAN.replace("\"cli\": \"shell\"}]}]}", "\"cli\": \"vim\", \"command\": [\"rm\"]}]}]}"))
                .thenAnswer(PLAN);

        assertThat(plan().name()).isEqualTo("greetings");

        assertThat(refusal(1)).contains("holds no JSON object with 'tasks'");
        assertThat(refusal(2))
                .contains("'command' of a terminal is not for you to give")
                .contains("the CLI 'vim' is not known");
    }

    @Test
    void dependencies_are_checked_as_in_a_workflow_file() throws Exception {
        model.thenAnswer(PLAN.replace("[\"english\"]", "[\"both\"]")).thenAnswer(PLAN);

        plan();

        assertThat(refusal(1)).contains("tasks wait for each other: both -> both");
    }

    @Test
    void after_three_answers_that_cannot_be_used_it_is_said_what_was_wrong() {
        model.thenAnswer("no").thenAnswer("no").thenAnswer("{\"tasks\": []}").thenAnswer(PLAN);

        assertThatThrownBy(this::plan)
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("The model has made no plan for '" + GOAL + "'")
                .hasMessageContaining("'name' is missing");
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void without_a_model_it_is_said_how_to_get_one() {
        try (GitCortex cortex = builder().environment(Map.of()).build()) {
            assertThatThrownBy(() -> cortex.plan(GOAL))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("OPENAI_MODEL");
        }
    }

    @Test
    void a_goal_that_says_nothing_is_refused() {
        try (GitCortex cortex = builder().llm(model).build()) {
            assertThatThrownBy(() -> cortex.plan("  ")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void a_template_of_the_hosts_own_is_used() throws Exception {
        Files.writeString(prompts.resolve("plan.hbs"), "Plan this, briefly: {{goal}}");
        model.thenAnswer(PLAN);

        try (GitCortex cortex = builder().llm(model).prompts(prompts).build()) {
            cortex.plan(GOAL);
        }

        assertThat(model.requests().get(0).messages()).containsExactly(LlmMessage.user("Plan this, briefly: " + GOAL));
    }

    @Test
    void a_wrong_template_and_a_missing_directory_are_told_when_it_is_opened() throws Exception {
        Files.writeString(prompts.resolve("plan.hbs"), "Plan this: {{gaol}}");

        assertThatThrownBy(() -> builder().prompts(prompts).build())
                .isInstanceOf(GitCortexException.class)
                .hasMessageContaining(prompts.toString())
                .hasMessageContaining("'plan' cannot be used: it names 'gaol'");
        assertThatThrownBy(() -> builder().prompts(prompts.resolve("none")).build())
                .isInstanceOf(GitCortexException.class)
                .hasMessageContaining("cannot be read");
    }

    private WorkflowPlan plan() throws InterruptedException {
        try (GitCortex cortex = builder().llm(model).build()) {
            return cortex.plan(GOAL);
        }
    }

    /** The last word of a request. */
    private String refusal(int request) {
        List<LlmMessage> messages = model.requests().get(request).messages();
        return messages.get(messages.size() - 1).content();
    }

    private GitCortexBuilder builder() {
        return GitCortex.builder()
                .repository(git.directory())
                .store(new InMemoryWorkflowStore())
                .terminals(FakeTerminalTransport.choosing(spec -> Optional.empty()));
    }
}
