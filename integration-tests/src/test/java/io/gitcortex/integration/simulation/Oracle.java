package io.gitcortex.integration.simulation;

import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.decide.Decision;
import io.gitcortex.core.decide.InstructionCheck;
import io.gitcortex.core.decide.Limits;
import io.gitcortex.core.decide.Playbook;
import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model that knows the rules, and at times gives garbage, asks for what it may not, or does not answer. */
final class Oracle implements LlmClient {
    private final World world;
    private final Life life;

    Oracle(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    @Override
    public LlmResponse complete(LlmRequest request) {
        @Nullable WorkflowLoop loop = life.loop();
        WorkflowState state = Objects.requireNonNull(loop).state();
        if (!world.faults.nasty()) {
            return says(text(good(state)));
        }
        return switch (world.chance.below(6)) {
            case 0 -> throw new LlmUnavailableException("The endpoint does not answer", null);
            case 1 -> says("I am sorry, I cannot do that. [ {\"type\": ");
            case 2 -> says("[]");
            case 3 -> new LlmResponse(text(good(state)), new TokenUsage(10, 10), true);
            default -> says(text(new Wild(world.chance, state).instructions()));
        };
    }

    private static LlmResponse says(String text) {
        return new LlmResponse(text, new TokenUsage(10, 10), false);
    }

    private static String text(List<Instruction> instructions) {
        return instructions.stream().map(InstructionJson::write).collect(Collectors.joining(",", "[", "]"));
    }

    private List<Instruction> good(WorkflowState state) {
        Decision decision = new Playbook(new Limits(
                        state.plan().limits().parallelTasks().orElse(1),
                        state.plan().limits().reviewRounds().orElse(1)))
                .next(state);
        InstructionCheck check = new InstructionCheck(state, Set.of("shell"));
        List<Instruction> instructions = new ArrayList<>(decision.instructions());
        for (Ask ask : decision.asks()) {
            boolean patient = world.chance.oneIn(2);
            List<Instruction> first = ask.choices().get(0).instructions();
            boolean legal = first.stream()
                    .allMatch(follow ->
                            check.refusal(follow, DecisionSource.MODEL).isEmpty());
            if (patient && legal) {
                instructions.addAll(first);
            } else {
                instructions.add(new FailWorkflow("Nothing helps: " + ask.text(), ErrorSeverity.MAJOR));
            }
        }
        return instructions.stream()
                .filter(instruction ->
                        check.refusal(instruction, DecisionSource.MODEL).isEmpty())
                .toList();
    }

    @Override
    public void close() {}
}
