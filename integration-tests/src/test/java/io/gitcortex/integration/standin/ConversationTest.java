package io.gitcortex.integration.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Conversation conversation = new Conversation();

    @Test
    void a_new_prompt_has_no_results_yet_and_what_a_cli_adds_to_it_is_none() {
        conversation.said(List.of("List the files"));
        conversation.answered("a.txt");
        conversation.said(List.of("<system-reminder>Be brief</system-reminder>"));
        assertThat(conversation.results()).containsExactly("a.txt");

        conversation.said(List.of("And now?"));

        assertThat(conversation.prompts()).containsExactly("List the files", "And now?");
        assertThat(conversation.results()).isEmpty();
    }
}
