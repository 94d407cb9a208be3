package io.gitcortex.integration.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void marks_are_done_one_for_each_result_of_a_tool() {
        Script script = Script.marks(Script.steps());
        String prompt =
                "Please [[sh: git status]] then [[sh64: ZWNobyAiYV1dIg==]] and [[tool: read {\"path\":\"a\"}]] [[say: Ready.]]";
        assertThat(script.next(turn(prompt))).isEqualTo(new Step.Shell("git status"));
        assertThat(script.next(turn(prompt, "1"))).isEqualTo(new Step.Shell("echo \"a]]\""));
        assertThat(script.next(turn(prompt, "1", "2"))).isEqualTo(new Step.Call("read", "{\"path\":\"a\"}"));
        assertThat(script.next(turn(prompt, "1", "2", "3"))).isEqualTo(new Step.Say("Ready."));
    }

    @Test
    void a_prompt_whose_marks_are_used_up_is_done() {
        assertThat(Script.marks(Script.steps()).next(turn("[[sh: ls]]", "1"))).isEqualTo(new Step.Say(Script.DONE));
    }

    @Test
    void an_error_comes_once_and_a_refusal_always() {
        Script script = Script.marks(Script.steps());
        assertThat(script.next(turn("[[http: 429]] [[say: Well.]]"))).isEqualTo(Step.Refuse.with(429));
        assertThat(script.next(turn("[[http: 429]] [[say: Well.]]"))).isEqualTo(new Step.Say("Well."));
        Step refusal = new Step.Refuse(429, "Come back at 5pm", Map.of());
        assertThat(script.next(turn("[[refuse: 429 Come back at 5pm]]"))).isEqualTo(refusal);
        assertThat(script.next(turn("[[refuse: 429 Come back at 5pm]]"))).isEqualTo(refusal);
    }

    @Test
    void waits_belong_to_the_next_answer_and_take_no_turn() {
        Script script = Script.marks(Script.steps());
        String prompt = "[[sh: ls]] [[hang: 200]] [[sh: pwd]] [[sleep: 1500]] [[say: Late.]]";
        assertThat(script.next(turn(prompt))).isEqualTo(new Step.Shell("ls"));
        assertThat(script.next(turn(prompt, "1")))
                .isEqualTo(new Step.Hang(Duration.ofMillis(200), new Step.Shell("pwd")));
        assertThat(script.next(turn(prompt, "1", "2")))
                .isEqualTo(new Step.Pause(Duration.ofMillis(1500), new Step.Say("Late.")));
    }

    @Test
    void a_prompt_without_marks_is_left_to_the_other_script() {
        assertThat(Script.marks(Script.steps(new Step.Shell("ls"))).next(turn("Hello")))
                .isEqualTo(new Step.Shell("ls"));
    }

    @Test
    void the_instruction_that_a_prompt_names_is_read_before_the_steps() {
        Script script = Script.readThen(new Step.Shell("make"));
        String prompt = "Read /tmp/it's/i-1.md and do what it says.";
        assertThat(Script.pathIn("Read /tmp/a b/i-1.md")).isEqualTo("/tmp/a");
        assertThat(script.next(turn("Read \"/tmp/x/i-1.md\", then work.")))
                .isEqualTo(new Step.Shell("cat '/tmp/x/i-1.md'"));
        assertThat(script.next(turn("Do what /tmp/x/i-1.md says: now")))
                .isEqualTo(new Step.Shell("cat '/tmp/x/i-1.md'"));
        assertThat(script.next(turn("See /tmp/x/i-1.md."))).isEqualTo(new Step.Shell("cat '/tmp/x/i-1.md'"));
        assertThat(script.next(turn(prompt, "text"))).isEqualTo(new Step.Shell("make"));
        assertThat(script.next(turn(prompt, "text", "made"))).isEqualTo(new Step.Say(Script.DONE));
        assertThatThrownBy(() -> script.next(turn("Read a/b.md"))).hasMessageContaining("Read a/b.md");
    }

    private static Turn turn(String prompt, String... results) {
        return new Turn(ModelApi.MESSAGES, "m", List.of(prompt), List.of(results), List.of(), Map.of());
    }
}
