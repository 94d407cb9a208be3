package io.gitcortex.integration.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.FreshJvm;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.Secret;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.OrchestratorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./gitcortex keys rotate}, as a person runs it after setting a new key. */
final class KeysCommandTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private ScratchRepository repository;

    @BeforeEach
    void makeARepository() {
        repository = ScratchRepository.in(directory);
    }

    @Test
    void rewritesWhatIsUnderTheOldKeyAndSaysHowMany() throws Exception {
        WorkflowId id = startWithKey(Keys.ONE, "sk-1");
        Map<String, String> keys = Map.of("GITCORTEX_ENCRYPTION_KEY", Keys.TWO, "GITCORTEX_DECRYPTION_KEYS", Keys.ONE);

        assertThat(run(keys)).isEqualTo(new Ended(0, "Rewritten: 1, up to date already: 0, unreadable: 0.\n"));
        assertThat(run(keys)).isEqualTo(new Ended(0, "Rewritten: 0, up to date already: 1, unreadable: 0.\n"));

        assertThat(Keys.plain(repository.directory(), Keys.TWO, SecretPlace.ofWorkflow(id)))
                .isEqualTo("sk-1");
    }

    @Test
    void namesThoseThatItCannotReadAndFails() throws Exception {
        WorkflowId id = startWithKey(Keys.ONE, "sk-1");

        Ended ended = run(Map.of("GITCORTEX_ENCRYPTION_KEY", Keys.TWO));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Rewritten: 0, up to date already: 0, unreadable: 1.")
                .contains("workflow " + id)
                .contains("GITCORTEX_DECRYPTION_KEYS")
                .doesNotContain("sk-1", "gc1.");
        assertThat(Keys.plain(repository.directory(), Keys.ONE, SecretPlace.ofWorkflow(id)))
                .isEqualTo("sk-1");
    }

    @Test
    void saysThatThereIsNothingToRotateWithAKeyAndWithout() throws Exception {
        Ended nothing = new Ended(0, "There is nothing to rotate: no API key is stored in this repository.\n");

        assertThat(run(Map.of())).isEqualTo(nothing);
        assertThat(run(Keys.writing(Keys.ONE))).isEqualTo(nothing);
    }

    @Test
    void saysWhichKeyIsMissing() throws Exception {
        startWithKey(Keys.ONE, "sk-1");

        Ended ended = run(Map.of());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).startsWith("Encryption key not found. Please set GITCORTEX_ENCRYPTION_KEY");
    }

    private record Ended(int exitCode, String output) {}

    private Ended run(Map<String, String> keys) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(FreshJvm.with(List.of(
                        "--enable-native-access=ALL-UNNAMED", // Newer JDKs would say something of their own.
                        // What a test's own class path leaves to the default is not the runner's to say.
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.gitcortex.examples.runner.Runner",
                        "keys",
                        "rotate",
                        "--repo",
                        repository.directory().toString())))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Keys.environment(keys));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private WorkflowId startWithKey(String key, String apiKey) throws InterruptedException {
        ModelConfig model = ModelConfig.builder().apiKey(Secret.of(apiKey)).build();
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .environment(Keys.writing(key))
                .config(OrchestratorConfig.builder()
                        .model(model)
                        .mode(DecisionMode.RULES)
                        .build())
                .build()) {
            WorkflowRun run = cortex.start(repository.waitingPlan());
            run.cancel("enough");
            run.await(LIMIT);
            return run.id();
        }
    }
}
