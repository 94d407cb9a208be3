package io.gitcortex.core.run;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.act.ErrorAct;
import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.act.SessionAct;
import io.gitcortex.core.act.TaskAct;
import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.core.worktree.Reports;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.OrchestratorConfig;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Everything a workflow's loop works with. Time, threads, chance, git, terminals, model, bus and store all come in here.
 *
 * @param base what keeps and dates
 * @param acts what carries out
 * @param model who decides where judgement is needed
 * @param threads where things run
 */
public record Rooms(Base base, ActRooms acts, Model model, Threads threads) {
    /**
     * What keeps and dates.
     *
     * @param store the journals
     * @param bus those who watch
     * @param reader the repository
     * @param clock the time
     * @param ids names
     */
    public record Base(WorkflowStore store, MessageBus bus, CommitReader reader, Clock clock, Ids ids) {
        Journal.Desk desk() {
            return new Journal.Desk(store, bus, clock, ids);
        }
    }

    /**
     * What carries out.
     *
     * @param task gives tasks their branches
     * @param session opens sessions
     * @param merge merges
     * @param error opens the error terminal
     * @param terminals the sessions
     * @param reports what agents report by files
     */
    public record ActRooms(
            TaskAct task, SessionAct session, MergeAct merge, ErrorAct error, Terminals terminals, Reports reports) {}

    /**
     * Who decides where judgement is needed.
     *
     * @param clientOrNull the model, or null if there is none
     * @param templates what it is told
     * @param config limits and modes
     * @param clis the coding CLIs that may be named
     * @param time by which a decision's time is measured
     */
    public record Model(
            @Nullable LlmClient clientOrNull,
            PromptTemplates templates,
            OrchestratorConfig config,
            Set<String> clis,
            MonotonicTime time) {
        /** The model, where there is one. */
        public Optional<LlmClient> client() {
            return Optional.ofNullable(clientOrNull);
        }
    }

    /**
     * Where things run.
     *
     * @param loops one step after another for each workflow; short steps that may touch the disk
     * @param acts what blocks for longer: git, terminals
     * @param builds what runs commands of a plan, and may take half an hour
     * @param models calls of a model
     * @param timers what happens later
     */
    public record Threads(Executor loops, Executor acts, Executor builds, Executor models, Timers timers) {}
}
