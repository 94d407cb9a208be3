package io.gitcortex.integration.simulation;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.integration.simulation.World.Block;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.git.MetadataBlocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an agent does with its session. */
final class Habits {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final World world;
    private final Agent agent;
    private final SessionOrder.Ids ids;
    private final String ref;

    private enum Habit {
        REPORTS_TWICE,
        MALFORMED,
        FORGED_TERMINAL,
        FORGED_ID,
        FORGED_WORKFLOW,
        OLD_ID,
        NO_ID,
        WRONG_KIND,
        SILENT,
        EXITS,
        FAILS,
        AMENDS,
        AMENDS_AWAY,
        REBASES,
        RESETS,
        PLAIN_ONLY,
        MERGES_OTHER,
        COPIES,
        UNKNOWN_STATUS
    }

    Habits(World world, Agent agent) {
        this.world = world;
        this.agent = agent;
        this.ids = agent.order().ids();
        String directory = agent.worktree().getFileName().toString();
        String workflow = ids.workflow().value();
        this.ref = "refs/heads/gitcortex/" + workflow + "/" + directory.substring(workflow.length() + 1);
    }

    void begin() {
        if (ids.taskOrNull() == null) { // The error terminal: looks, and goes.
            agent.later(world.chance.upTo(SOON), () -> agent.end(OptionalInt.of(0)));
            return;
        }
        if (world.faults.nasty()) {
            Habit habit = world.chance.of(List.of(Habit.values()));
            agent.later(world.chance.upTo(SOON), () -> misbehave(habit));
        } else {
            agent.later(world.chance.upTo(SOON), this::workWell);
        }
    }

    /** Some commits, the report, and then it stays for a while, or goes. */
    void workWell() {
        if (world.chance.oneIn(3)) {
            world.commit(ref, "Work in progress\n", null);
        }
        if (world.chance.oneIn(4)) {
            say("checkpoint", blocks().checkpoint("Half way"));
        }
        agent.later(world.chance.upTo(SOON), () -> {
            mend();
            report();
            linger();
        });
    }

    private void linger() {
        if (world.chance.oneIn(2)) {
            agent.later(world.chance.upTo(SOON), () -> agent.end(OptionalInt.of(0)));
        }
    }

    /** Merges the target where that is what keeps the branch from being merged. */
    private void mend() {
        String tip = world.git.tip(ref).orElseThrow();
        String target = world.git.tip(World.TARGET).orElseThrow();
        if (world.target.conflicts(tip) && !world.git.isAncestor(target, tip)) {
            world.commit(ref, List.of(tip, target), "Merge the target\n", null);
        }
    }

    private String report() {
        Optional<TerminalId> reviewed = ids.reviewed();
        if (reviewed.isEmpty()) {
            return say("completed", blocks().completed("Done"));
        }
        boolean reject = world.faults.nasty();
        ReviewIssue issue = new ReviewIssue("README", 1, "major", "wrong", null);
        return reject
                ? say("review_reject", blocks().reviewReject("No", reviewed.get(), issue))
                : say("review_pass", blocks().reviewPass("Yes", reviewed.get()));
    }

    private String say(String status, String message) {
        return world.commit(ref, message, block(ids.terminal(), ids.instructionOrNull(), status));
    }

    private Block block(TerminalId terminal, @Nullable InstructionId instruction, String status) {
        return new Block(task(), terminal, instruction == null ? null : instruction.value(), status);
    }

    private TaskId task() {
        return Objects.requireNonNull(ids.taskOrNull());
    }

    private InstructionId instruction() {
        return Objects.requireNonNull(ids.instructionOrNull());
    }

    private MetadataBlocks blocks() {
        return blocks(ids.workflow(), ids.terminal(), instruction());
    }

    private MetadataBlocks blocks(WorkflowId workflow, TerminalId terminal, InstructionId instruction) {
        return MetadataBlocks.of(workflow, task(), terminal).answering(instruction);
    }

    private void misbehave(Habit habit) {
        switch (habit) {
            case REPORTS_TWICE -> {
                report();
                agent.later(world.chance.upTo(SOON), () -> say("failed", blocks().failed("No, it failed")));
            }
            case FAILS -> say("failed", blocks().failed("It cannot be done"));
            case EXITS -> agent.end(OptionalInt.of(world.chance.below(3)));
            case SILENT -> {}
            case PLAIN_ONLY -> {
                world.commit(ref, "Done, I think\n", null);
                agent.later(world.chance.upTo(SOON), () -> agent.end(OptionalInt.of(0)));
            }
            case AMENDS, AMENDS_AWAY, REBASES, RESETS -> {
                report();
                boolean atOnce = world.chance.oneIn(2);
                Duration pause = world.chance.upTo(atOnce ? Duration.ofMillis(500) : Duration.ofSeconds(20));
                agent.later(pause, () -> rewrite(habit));
            }
            default -> {
                forge(habit);
                afterwards();
            }
        }
    }

    /** Whoever was told mends it; or gives up. */
    private void afterwards() {
        if (world.chance.oneIn(2)) {
            agent.later(world.chance.upTo(SOON), this::workWell);
        } else if (world.chance.oneIn(2)) {
            agent.later(world.chance.upTo(SOON), () -> agent.end(OptionalInt.of(0)));
        }
    }

    private void forge(Habit habit) {
        switch (habit) {
            case MALFORMED -> world.commit(ref, blocks().truncated("Done"), null);
            case UNKNOWN_STATUS -> world.commit(ref, blocks().unknownStatus("Done", "finished"), null);
            case NO_ID ->
                world.commit(
                        ref,
                        MetadataBlocks.of(ids.workflow(), task(), ids.terminal())
                                .completed("Done"),
                        block(ids.terminal(), null, "completed"));
            case FORGED_ID -> claim(ids.terminal(), InstructionId.of("i-" + "0123456789abcdef".repeat(2)));
            case FORGED_WORKFLOW ->
                world.commit(
                        ref,
                        blocks(WorkflowId.of("wf-other"), ids.terminal(), instruction())
                                .completed("Done"),
                        null);
            case WRONG_KIND -> wrongKind();
            case FORGED_TERMINAL, OLD_ID -> replay(habit);
            case MERGES_OTHER ->
                other().ifPresent(other -> world.commit(
                        ref, List.of(world.git.tip(ref).orElseThrow(), other), "Merge another task\n", null));
            case COPIES ->
                other().flatMap(world.git::commit)
                        .ifPresent(commit -> world.commit(ref, commit.message(), copied(commit)));
            default -> throw new IllegalStateException(habit.name());
        }
    }

    private void wrongKind() {
        if (ids.reviewed().isEmpty()) {
            say("review_pass", blocks().reviewPass("Yes", ids.terminal()));
        } else {
            say("completed", blocks().completed("Done"));
        }
    }

    private void claim(TerminalId terminal, InstructionId instruction) {
        world.commit(
                ref,
                blocks(ids.workflow(), terminal, instruction).completed("Done"),
                block(terminal, instruction, "completed"));
    }

    /** What an earlier round was asked with, or another agent. */
    private void replay(Habit habit) {
        List<InstructionId> known = new ArrayList<>();
        world.store.instructions(ids.workflow()).forEach(row -> known.add(row.instructionId()));
        known.remove(instruction());
        List<TerminalId> others = new ArrayList<>();
        world.agents.values().forEach(other -> others.add(other.order().ids().terminal()));
        if (!known.isEmpty()) {
            claim(habit == Habit.OLD_ID ? ids.terminal() : world.chance.of(others), world.chance.of(known));
        }
    }

    private Optional<String> other() {
        List<String> tips = new ArrayList<>();
        for (Agent other : world.agents.values()) {
            new Habits(world, other)
                    .tip()
                    .filter(tip -> !other.worktree().equals(agent.worktree()))
                    .ifPresent(tips::add);
        }
        return tips.isEmpty() ? Optional.empty() : Optional.of(world.chance.of(tips));
    }

    private Optional<String> tip() {
        return ids.taskOrNull() == null ? Optional.empty() : world.git.tip(ref);
    }

    private @Nullable Block copied(CommitInfo commit) {
        return Optional.ofNullable(world.claims.get(commit.hash()))
                .map(World.Claim::block)
                .orElse(null);
    }

    private void rewrite(Habit habit) {
        CommitInfo tip = world.git.tip(ref).flatMap(world.git::commit).orElseThrow();
        switch (habit) {
            case AMENDS -> world.commit(ref, tip.parents(), tip.message(), copied(tip));
            case AMENDS_AWAY -> world.commit(ref, tip.parents(), "Tidied up\n", null);
            case REBASES -> rebase();
            default -> {
                world.git.move(ref, tip.parents().get(0));
                world.changed();
            }
        }
        afterwards();
    }

    /** Every commit since the fork anew, on top of the target. */
    private void rebase() {
        String target = world.git.tip(World.TARGET).orElseThrow();
        List<CommitInfo> line = new ArrayList<>();
        CommitInfo next = world.git.tip(ref).flatMap(world.git::commit).orElseThrow();
        while (!world.git.isAncestor(next.hash(), target)) {
            line.add(next);
            next = world.git.commit(next.parents().get(0)).orElseThrow();
        }
        Collections.reverse(line);
        String onto = target;
        for (CommitInfo commit : line) {
            if (commit.parents().size() == 1) {
                onto = world.commit(ref, List.of(onto), commit.message(), copied(commit));
            }
        }
    }
}
