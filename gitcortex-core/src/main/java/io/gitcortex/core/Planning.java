package io.gitcortex.core;

import io.gitcortex.core.decide.PlanReply;
import io.gitcortex.core.decide.ReplySchema;
import io.gitcortex.core.file.CheckedPlan;
import io.gitcortex.core.file.PlanReader;
import io.gitcortex.core.llm.LlmStack;
import io.gitcortex.core.llm.TokenBudget;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.spi.PluginException;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Has a model make a plan. An answer that cannot be used goes back with the reasons, twice. */
final class Planning {
    private static final int MAX_ANSWERS = 3;

    private final Rooms.Model model;
    private final LlmClient client;
    private final ModelConfig config;

    /** @throws PluginException if there is no model */
    Planning(Rooms.Model model) {
        this.model = model;
        this.config = model.config().model();
        LlmClient asked = model.client()
                .orElseThrow(() -> new PluginException("To make a plan, a language model is needed, and none is"
                        + " configured. Set OPENAI_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL, give one with"
                        + " GitCortex.builder().llm(...), or write a workflow file."));
        this.client = LlmStack.within(asked, TokenBudget.of(config.budget(), TokenUsage.NONE));
    }

    WorkflowPlan plan(String goal) throws InterruptedException {
        Duration deadline = model.time().now().plus(config.decisionTimeout());
        List<LlmMessage> messages = new ArrayList<>();
        messages.add(LlmMessage.user(question(goal)));
        List<String> problems = List.of();
        for (int i = 0; i < MAX_ANSWERS; i++) {
            String answer = ask(messages, deadline).text();
            PlanReply reply = PlanReply.read(answer, goal);
            CheckedPlan checked = checked(reply);
            problems = problems(reply, checked);
            if (problems.isEmpty()) {
                return checked.orThrow(found -> new IllegalStateException("A plan without problems is one")).toBuilder()
                        .baseDirectory(null)
                        .build();
            }
            messages.add(LlmMessage.assistant(answer));
            messages.add(LlmMessage.user(model.templates().render("plan_refused", Map.of("refusals", problems))));
        }
        throw InvalidPlanException.ofModel(goal, problems);
    }

    private String question(String goal) {
        String clis = model.clis().stream().sorted().collect(Collectors.joining(", "));
        return model.templates().render("plan", Map.of("goal", goal, "clis", clis));
    }

    private LlmResponse ask(List<LlmMessage> messages, Duration deadline) throws InterruptedException {
        Duration left = deadline.minus(model.time().now());
        if (left.isNegative() || left.isZero()) {
            throw new LlmUnavailableException(
                    "The model has made no plan within the "
                            + config.decisionTimeout().toSeconds() + " s that it may take; ask again later",
                    null);
        }
        return client.complete(new LlmRequest(messages, left, ReplySchema.PLAN));
    }

    private CheckedPlan checked(PlanReply reply) {
        return PlanReader.read(reply.file(), Path.of("").toAbsolutePath(), model.clis());
    }

    private static List<String> problems(PlanReply reply, CheckedPlan checked) {
        List<String> problems = new ArrayList<>(reply.problems());
        if (!reply.file().isEmpty()) {
            checked.problems().forEach(found -> problems.add(found.path() + ": " + found.message()));
        }
        return problems;
    }
}
