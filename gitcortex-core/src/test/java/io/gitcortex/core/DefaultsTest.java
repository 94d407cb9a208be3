package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.ModelBudget;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.ModelPrices;
import io.gitcortex.workflow.OrchestratorConfig;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds where a host says nothing. */
class DefaultsTest {
    @Test
    void a_model_is_asked_within_these_limits() {
        ModelConfig model = OrchestratorConfig.builder().build().model();

        assertThat(model.maxConversationHistory()).isEqualTo(50);
        assertThat(model.llmTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(model.decisionTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(model.maxRetries()).isEqualTo(3);
        assertThat(model.retryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(model.maxInstructionsPerDecision()).isEqualTo(20);
        assertThat(model.budget()).isEqualTo(ModelBudget.NONE);
        assertThat(model.budget().tokens()).isEmpty();
        assertThat(model.budget().money()).isEmpty();
        assertThat(model.apiType()).isEmpty();
        assertThat(model.baseUrl()).isEmpty();
        assertThat(model.apiKey()).isEmpty();
        assertThat(model.model()).isEmpty();
        assertThat(model.systemPrompt()).isEmpty();
    }

    @Test
    void workflows_are_run_within_these_limits() {
        OrchestratorConfig config = OrchestratorConfig.builder().build();

        assertThat(config.errorTerminalId()).isEmpty();
        assertThat(config.maxParallelTasks()).isEqualTo(4);
        assertThat(config.maxReviewRounds()).isEqualTo(3);
        assertThat(config.terminalConnectTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.stallTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.graceAfterResult()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.verifyTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.mode()).isEqualTo(DecisionMode.RULES_FIRST);
    }

    @Test
    void a_configuration_that_is_changed_keeps_the_rest() {
        ModelBudget budget = ModelBudget.ofTokens(5);
        ModelConfig model = ModelConfig.builder().budget(budget).model("m").build().toBuilder()
                .maxRetries(1)
                .build();

        assertThat(model.budget()).isEqualTo(budget);
        assertThat(model.model()).contains("m");
        assertThat(model.maxRetries()).isEqualTo(1);
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> ModelBudget.ofTokens(0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new ModelBudget(null, BigDecimal.ONE, null)).hasMessageContaining("prices");
        assertThatThrownBy(() -> ModelBudget.ofMoney(BigDecimal.ZERO, new ModelPrices(BigDecimal.ONE, BigDecimal.ONE)))
                .hasMessageContaining("positive");
        assertThatThrownBy(() -> new ModelPrices(BigDecimal.ONE.negate(), BigDecimal.ONE))
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> ModelConfig.builder().llmTimeout(Duration.ZERO).build())
                .hasMessageContaining("llmTimeout");
        assertThatThrownBy(() -> ModelConfig.builder()
                        .decisionTimeout(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("decisionTimeout");
        assertThatThrownBy(() ->
                        ModelConfig.builder().retryDelay(Duration.ofSeconds(-1)).build())
                .hasMessageContaining("retryDelay");
    }
}
