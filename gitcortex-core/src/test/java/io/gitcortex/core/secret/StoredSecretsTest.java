package io.gitcortex.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.model.Secret;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.Owner;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import io.gitcortex.workflow.Workflow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredSecretsTest {
    private static final String OLD = "0123456789abcdef0123456789abcdef";
    private static final String NEW = "ab".repeat(32);
    private static final Map<String, String> OLD_ONLY = Map.of("GITCORTEX_ENCRYPTION_KEY", OLD);
    private static final Map<String, String> NEW_ONLY = Map.of("GITCORTEX_ENCRYPTION_KEY", NEW);
    private static final Map<String, String> ROTATING =
            Map.of("GITCORTEX_ENCRYPTION_KEY", NEW, "GITCORTEX_DECRYPTION_KEYS", OLD);

    private final InMemoryWorkflowStore store = new InMemoryWorkflowStore();

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Test
    void whatIsKeptIsFound() {
        SecretPlace place = create("wf-1");

        secrets(OLD_ONLY).keep(place, Secret.of("sk-1"));

        assertFound(OLD_ONLY, place, "sk-1");
        assertThat(store.secrets()).noneMatch(row -> row.ciphertext().contains("sk-1"));
    }

    @Test
    void noKeySetIsNoValue() {
        SecretPlace place = create("wf-1");

        assertThat(secrets(Map.of()).find(place)).isEmpty();
    }

    @Test
    void withoutAnEncryptionKeyNothingIsStored() {
        SecretPlace place = create("wf-1");

        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(() -> secrets(Map.of()).keep(place, Secret.of("sk-1")))
                .withMessageContaining("GITCORTEX_ENCRYPTION_KEY");
        assertThat(store.secrets()).isEmpty();
    }

    @Test
    void theSameKeyIsNotWrittenTwiceAndAnotherOneReplacesIt() {
        SecretPlace place = create("wf-1");
        StoredSecrets secrets = secrets(OLD_ONLY);
        secrets.keep(place, Secret.of("sk-1"));
        List<SecretRow> before = store.secrets();

        secrets.keep(place, Secret.of("sk-1"));
        assertThat(store.secrets()).isEqualTo(before);

        secrets.keep(place, Secret.of("sk-2"));
        assertFound(OLD_ONLY, place, "sk-2");
    }

    @Test
    void aKeyThatCannotBeReadIsReplacedWhenItIsGivenAgain() {
        SecretPlace place = create("wf-1");
        secrets(OLD_ONLY).keep(place, Secret.of("sk-1"));

        secrets(NEW_ONLY).keep(place, Secret.of("sk-1"));

        assertFound(NEW_ONLY, place, "sk-1");
    }

    @Test
    void rotatingRewritesWhatIsUnderAnotherKeyAndNothingElse() {
        SecretPlace one = create("wf-1");
        SecretPlace two = create("wf-2");
        SecretPlace lost = create("wf-3");
        secrets(OLD_ONLY).keep(one, Secret.of("sk-1"));
        secrets(NEW_ONLY).keep(two, Secret.of("sk-2"));
        secrets(Map.of("GITCORTEX_ENCRYPTION_KEY", "f".repeat(32))).keep(lost, Secret.of("sk-3"));
        List<SecretRow> before = store.secrets();

        StoredSecrets.Rotation rotation = secrets(ROTATING).rotate();

        assertThat(rotation).isEqualTo(new StoredSecrets.Rotation(1, 1, List.of(lost)));
        assertFound(NEW_ONLY, one, "sk-1");
        assertThat(store.secrets()).contains(before.get(1), before.get(2));
        assertThat(secrets(ROTATING).rotate()).isEqualTo(new StoredSecrets.Rotation(0, 2, List.of(lost)));
    }

    @Test
    void rotatingBringsTheOlderFormIntoTheNewOne() {
        SecretPlace place = create("wf-1");
        String older = "yv66vvrO263eyviI+ciNScYeKmlreD61F941TH5FrI31b4bUf1Zr4B55MNqanqs=";
        store.replaceSecret(new SecretRow(place, older), null);
        String key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

        secrets(Map.of("GITCORTEX_ENCRYPTION_KEY", key)).rotate();

        assertThat(store.secrets())
                .singleElement()
                .satisfies(row -> assertThat(row.ciphertext()).startsWith("gc1.630dcd29."));
        assertFound(Map.of("GITCORTEX_ENCRYPTION_KEY", key), place, "sk-older-schlüssel");
    }

    @Test
    void whereNothingIsStoredNoKeyIsNeededToRotate() {
        create("wf-1");

        assertThat(secrets(Map.of()).rotate()).isEqualTo(new StoredSecrets.Rotation(0, 0, List.of()));
        assertThatExceptionOfType(SecretException.class)
                .as("a key that is written wrong is told, whatever is stored")
                .isThrownBy(() ->
                        secrets(Map.of("GITCORTEX_ENCRYPTION_KEY", "short")).rotate());
    }

    @Test
    void withoutAKeyThatWritesNothingIsRotated() {
        SecretPlace place = create("wf-1");
        secrets(OLD_ONLY).keep(place, Secret.of("sk-1"));

        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(
                        () -> secrets(Map.of("GITCORTEX_DECRYPTION_KEYS", OLD)).rotate())
                .withMessageContaining("GITCORTEX_ENCRYPTION_KEY");
        assertFound(OLD_ONLY, place, "sk-1");
    }

    @Test
    void aRotationThatIsCutOffAnywhereIsFinishedByTheNext() {
        for (int calls = 0; calls < 8; calls++) {
            SecretPlace one = create("a-" + calls);
            SecretPlace two = create("b-" + calls);
            SecretPlace seat = SecretPlace.ofTerminal(one.workflowId(), TerminalId.of("nobody"));
            assertThat(store.replaceSecret(new SecretRow(seat, "x"), null)).isFalse();
            secrets(OLD_ONLY).keep(one, Secret.of("sk-1"));
            secrets(OLD_ONLY).keep(two, Secret.of("sk-2"));

            StoredSecrets dying = new StoredSecrets(failingAfter(calls), keyring(ROTATING));
            try {
                dying.rotate();
            } catch (StoreException e) {
                assertThat(e).hasMessage("cut off");
            }
            assertFound(ROTATING, one, "sk-1");
            assertFound(ROTATING, two, "sk-2");

            assertThat(secrets(ROTATING).rotate().unreadable()).isEmpty();
            assertFound(NEW_ONLY, one, "sk-1");
            assertFound(NEW_ONLY, two, "sk-2");
        }
    }

    @Test
    void aKeyThatIsReplacedWhileItIsRotatedStaysReplaced() {
        SecretPlace place = create("wf-1");
        secrets(OLD_ONLY).keep(place, Secret.of("sk-1"));
        WorkflowStore meddled = watching((method, times) -> {
            if (method.equals("replaceSecret") && times == 1) {
                secrets(OLD_ONLY).keep(place, Secret.of("sk-2"));
            }
        });

        new StoredSecrets(meddled, keyring(ROTATING)).rotate();

        assertFound(NEW_ONLY, place, "sk-2");
    }

    private SecretPlace create(String id) {
        WorkflowId workflow = WorkflowId.of(id);
        store.create(
                Workflow.builder(workflow, "name", "goal").build(),
                new Owner("host", 1, Instant.EPOCH, "boot", "instance"),
                WorkflowWrite.builder(workflow, 0, 1)
                        .event(new EventRow(1, "checkpoint_recorded", null, "{}", Instant.EPOCH))
                        .build());
        return SecretPlace.ofWorkflow(workflow);
    }

    private StoredSecrets secrets(Map<String, String> environment) {
        return new StoredSecrets(store, keyring(environment));
    }

    private static Keyring keyring(Map<String, String> environment) {
        return new Keyring(environment, Path.of("not used"));
    }

    private void assertFound(Map<String, String> environment, SecretPlace place, String expected) {
        assertThat(secrets(environment).find(place))
                .hasValueSatisfying(
                        secret -> assertThat(secret.<String>use(text -> text)).isEqualTo(expected));
    }

    private WorkflowStore failingAfter(int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        return watching((method, times) -> {
            if (left.getAndDecrement() <= 0) {
                throw new StoreException("cut off");
            }
        });
    }

    /** Told before each call. */
    private interface Watcher {
        void before(String method, int times);
    }

    private WorkflowStore watching(Watcher watcher) {
        Map<String, AtomicInteger> counts = new java.util.concurrent.ConcurrentHashMap<>();
        return (WorkflowStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WorkflowStore.class}, (proxy, method, arguments) -> {
                    watcher.before(
                            method.getName(),
                            counts.computeIfAbsent(method.getName(), name -> new AtomicInteger())
                                    .incrementAndGet());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
