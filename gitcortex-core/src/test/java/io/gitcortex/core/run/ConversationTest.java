package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmMessage.Role;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest {
    @Test
    void of_51_messages_the_50_newest_are_kept_and_the_system_prompt_is_whole_and_there_once() {
        Conversation conversation = new Conversation("Lead the team.", 50);
        for (int i = 1; i <= 51; i++) {
            conversation = conversation.with(LlmMessage.user("message " + i));
        }

        assertThat(conversation.messages()).hasSize(51);
        assertThat(conversation.messages().get(0)).isEqualTo(LlmMessage.system("Lead the team."));
        assertThat(conversation.messages().subList(1, 51))
                .extracting(LlmMessage::content)
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 51)
                        .mapToObj(i -> "message " + i)
                        .toList());
    }

    @Test
    void further_words_of_the_system_neither_replace_the_prompt_nor_stand_beside_it() {
        Conversation conversation = new Conversation("Lead the team.", 50)
                .with(List.of(LlmMessage.user("a"), LlmMessage.system("Be brief."), LlmMessage.user("b")));

        assertThat(conversation.messages())
                .extracting(LlmMessage::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.USER);
        assertThat(conversation.messages().get(0).content())
                .startsWith("Lead the team.")
                .endsWith("Be brief.");
    }

    @Test
    void the_system_prompt_survives_any_number_of_messages_in_one_go() {
        List<LlmMessage> many = IntStream.range(0, 1_000)
                .mapToObj(i -> LlmMessage.assistant("m" + i))
                .toList();

        assertThat(new Conversation("Lead.", 1).with(many).messages())
                .containsExactly(LlmMessage.system("Lead."), LlmMessage.assistant("m999"));
    }
}
