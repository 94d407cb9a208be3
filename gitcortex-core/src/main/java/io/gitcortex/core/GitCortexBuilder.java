package io.gitcortex.core;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.plugin.Choice;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.workflow.OrchestratorConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a {@link GitCortex} is made of. What is not said is found: the only plugin of each kind on the class path or
 * module path.
 *
 * <p>An instance that a host gives is used, and stays the host's to close. Not thread-safe.
 */
public final class GitCortexBuilder {
    private Path repository = Path.of("");
    private Choice<WorkflowStore> store = Choice.open();
    private Choice<LlmClient> llm = Choice.open();
    private final List<Choice<LlmClient>> fallbacks = new ArrayList<>();
    private Choice<TerminalTransport> terminals = Choice.open();
    private Choice<MessageBus> bus = Choice.open();
    private OrchestratorConfig config = OrchestratorConfig.builder().build();
    private Clock clock = Clock.systemUTC();
    private Map<String, String> environment = System.getenv();
    private @Nullable Path prompts;
    private @Nullable Path dialects;
    private Set<String> trustedDrivers = Set.of();

    GitCortexBuilder() {}

    /**
     * The repository to work in; the current directory's, unless something else is said.
     *
     * @param directory any directory inside it
     * @return this builder
     */
    public GitCortexBuilder repository(Path directory) {
        this.repository = directory;
        return this;
    }

    /**
     * Where journals are kept.
     *
     * @param instance stays the caller's to close
     * @return this builder
     */
    public GitCortexBuilder store(WorkflowStore instance) {
        this.store = Choice.of(instance);
        return this;
    }

    /**
     * Where journals are kept.
     *
     * @param providerId the id of a plugin
     * @return this builder
     */
    public GitCortexBuilder store(String providerId) {
        this.store = Choice.named(providerId);
        return this;
    }

    /**
     * Who decides where judgement is needed.
     *
     * @param instance stays the caller's to close
     * @return this builder
     */
    public GitCortexBuilder llm(LlmClient instance) {
        this.llm = Choice.of(instance);
        return this;
    }

    /**
     * Who decides where judgement is needed.
     *
     * @param providerId the id of a plugin
     * @return this builder
     */
    public GitCortexBuilder llm(String providerId) {
        this.llm = Choice.named(providerId);
        return this;
    }

    /**
     * Another model, asked where those named before it give no answer. May be called several times.
     *
     * @param instance stays the caller's to close
     * @return this builder
     */
    public GitCortexBuilder fallbackLlm(LlmClient instance) {
        fallbacks.add(Choice.of(instance));
        return this;
    }

    /**
     * Another model, asked where those named before it give no answer. May be called several times.
     *
     * @param providerId the id of a plugin; one that is configured
     * @return this builder
     */
    public GitCortexBuilder fallbackLlm(String providerId) {
        fallbacks.add(Choice.named(providerId));
        return this;
    }

    /**
     * What opens terminals.
     *
     * @param instance stays the caller's to close
     * @return this builder
     */
    public GitCortexBuilder terminals(TerminalTransport instance) {
        this.terminals = Choice.of(instance);
        return this;
    }

    /**
     * What opens terminals.
     *
     * @param providerId the id of a plugin
     * @return this builder
     */
    public GitCortexBuilder terminals(String providerId) {
        this.terminals = Choice.named(providerId);
        return this;
    }

    /**
     * What carries messages to those who watch; a bus inside this process, unless something else is said or found.
     *
     * @param instance stays the caller's to close
     * @return this builder
     */
    public GitCortexBuilder bus(MessageBus instance) {
        this.bus = Choice.of(instance);
        return this;
    }

    /**
     * What carries messages to those who watch.
     *
     * @param providerId the id of a plugin
     * @return this builder
     */
    public GitCortexBuilder bus(String providerId) {
        this.bus = Choice.named(providerId);
        return this;
    }

    /**
     * How workflows are run, unless their plans say otherwise.
     *
     * @param orchestrator limits, modes and the model
     * @return this builder
     */
    public GitCortexBuilder config(OrchestratorConfig orchestrator) {
        this.config = orchestrator;
        return this;
    }

    /**
     * Prompt templates of the host's own, in place of those with the same name that come with GitCortex.
     *
     * @param directory holds files such as {@code start.hbs}, in Handlebars and UTF-8; the names, and what each template may
     *     name, are in {@code docs/prompts.md}. Read once, by {@link #build()}
     * @return this builder
     */
    public GitCortexBuilder prompts(Path directory) {
        this.prompts = directory;
        return this;
    }

    /**
     * Coding CLIs besides those that come with GitCortex, or in place of those with the same name.
     *
     * @param directory holds files such as {@code my-cli.yaml}, whose format is in {@code docs/dialects.md}. Read once, by
     *     {@link #build()}
     * @return this builder
     */
    public GitCortexBuilder dialects(Path directory) {
        this.dialects = directory;
        return this;
    }

    /**
     * The clock that events are dated by; the system's, unless something else is said.
     *
     * @param source the clock
     * @return this builder
     */
    public GitCortexBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * The environment that plugins are configured from, and of which sessions see what they need; this process's own,
     * unless something else is said.
     *
     * @param variables all of it
     * @return this builder
     */
    public GitCortexBuilder environment(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    /**
     * Filter and merge drivers (gitattributes(5)) whose commands may run although only the repository's own configuration
     * defines them; none, unless something else is said. A repository that selects others is refused by
     * {@link GitCortex#start}. Those of the user's own configuration run in any case.
     *
     * @param drivers {@code filter.<name>} and {@code merge.<name>}, as in the configuration; copied
     * @return this builder
     */
    public GitCortexBuilder trustedDrivers(Set<String> drivers) {
        this.trustedDrivers = Set.copyOf(drivers);
        return this;
    }

    /**
     * Puts a backup of {@link Journals#backUp} in the place of the journals, which may be damaged, without opening them. What is
     * there is kept, beside them. Nobody owns a workflow afterwards; {@link GitCortex#resume} finds in git what was committed since
     * the backup, and judges it by what the backup knows. Blocks for as long as the disk takes.
     *
     * @param backup stays; it is checked before anything is changed
     * @return where what was there is kept; empty if there was nothing
     * @throws io.gitcortex.GitCortexException if a process has the journals open, the backup cannot be used, or the store is an
     *     instance of the host's own or cannot do that: nothing has been changed then; or if the disk fails in the middle: what
     *     was there is kept, and nobody opens the journals until this has been called again
     */
    public Optional<Path> restore(Path backup) {
        return Plugging.restore(settings(), backup.toAbsolutePath());
    }

    /**
     * Opens the repository. Blocks for as long as opening files takes.
     *
     * @return an open GitCortex, which the caller closes
     * @throws io.gitcortex.GitCortexException if the directory is in no repository that can be used, a plugin is missing, or a
     *     prompt template or a dialect is wrong; the message says what to do
     */
    public GitCortex build() {
        return GitCortex.open(settings());
    }

    private Settings settings() {
        List<Choice<LlmClient>> models = new ArrayList<>(List.of(llm));
        models.addAll(fallbacks);
        Settings.Swappable parts = new Settings.Swappable(store, models, terminals, bus);
        PromptTemplates templates = prompts == null ? PromptTemplates.builtIn() : PromptDirectory.read(prompts);
        Settings.Surroundings surroundings = new Settings.Surroundings(
                clock,
                environment,
                new Settings.Files(
                        templates,
                        dialects == null
                                ? Dialects.builtIn()
                                : Dialects.builtIn().with(dialects)),
                trustedDrivers);
        return new Settings(repository, parts, config, surroundings);
    }
}
