package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitcortex.model.TerminalId;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowWrite;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Guarantees 9 to 11, but for values that an older version has left: those are tested by whoever has had an older version. */
abstract class StoreSecretContract extends StoreReadingContract {
    @Test
    void guarantee_9_encrypted_values_come_back_exactly_as_they_were_given() {
        create(Samples.workflow("wf", Samples.tasks("wf", 1, 2)));
        create(Samples.workflow("other", Samples.tasks("other", 1, 1)));
        SecretRow seat = new SecretRow(terminal("wf", "task-0-terminal-1"), "gc1.0011.aé+/=");
        SecretRow whole = new SecretRow(workflow("wf"), "gc1.0011.\uD83D\uDE00");
        SecretRow others = new SecretRow(workflow("other"), "x".repeat(10_000));

        store.write(nextWrite("wf").secret(seat).secret(whole).build());
        store.write(nextWrite("other").secret(others).build());

        assertThat(store.secrets()).containsExactly(whole, others, seat);
        assertThat(store.plainSecrets()).isEmpty();
    }

    @Test
    void guarantee_9_a_workflow_is_created_with_its_encrypted_values_or_not_at_all() {
        WorkflowWrite first = Samples.firstWrite("wf")
                .secret(new SecretRow(workflow("wf"), "one"))
                .secret(new SecretRow(terminal("wf", "task-0-terminal-0"), "two"))
                .build();
        WorkflowWrite wrong = Samples.firstWrite("bad")
                .secret(new SecretRow(workflow("bad"), "one"))
                .secret(new SecretRow(terminal("bad", "nobody"), "two"))
                .build();

        store.create(Samples.workflow("wf", Samples.tasks("wf", 1, 1)), Samples.owner("first"), first);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.create(Samples.workflow("bad"), Samples.owner("first"), wrong))
                .withMessageContaining("terminal nobody of workflow bad");
        assertThat(store.workflow(Samples.id("bad"))).isEmpty();
        assertThat(store.secrets()).extracting(SecretRow::ciphertext).containsExactly("one", "two");
    }

    @Test
    void guarantee_9_encrypted_values_outlive_writes_that_do_not_name_them_and_yield_to_those_that_do() {
        create(Samples.workflow("wf", Samples.tasks("wf", 1, 1)));
        SecretPlace seat = terminal("wf", "task-0-terminal-0");
        store.write(nextWrite("wf")
                .secret(new SecretRow(workflow("wf"), "old"))
                .secret(new SecretRow(seat, "old"))
                .build());

        store.write(nextWrite("wf")
                .workflow(Samples.workflow("wf").toBuilder().cliTypeId("shell").build())
                .terminal(Samples.terminal("task-0", "task-0-terminal-0", 0).toBuilder()
                        .model("small")
                        .build())
                .build());
        assertThat(store.secrets()).containsExactly(new SecretRow(workflow("wf"), "old"), new SecretRow(seat, "old"));

        store.write(nextWrite("wf").secret(new SecretRow(seat, "new")).build());
        assertThat(store.secrets()).containsExactly(new SecretRow(workflow("wf"), "old"), new SecretRow(seat, "new"));
    }

    @Test
    void guarantee_9_an_encrypted_value_of_another_workflow_makes_the_write_fail() {
        createEmpty("wf");
        createEmpty("other");
        WorkflowWrite write = nextWrite("wf")
                .event(Samples.event(2))
                .secret(new SecretRow(workflow("other"), "one"))
                .build();

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.write(write));

        assertThat(store.secrets()).isEmpty();
        assertHead("wf", 1, 1);
    }

    @Test
    void guarantee_9_encrypted_values_outlive_the_store() {
        assumeTrue(isDurable(), "the store keeps nothing");
        createEmpty("wf");
        SecretRow row = new SecretRow(workflow("wf"), "one");
        store.write(nextWrite("wf").secret(row).build());
        store.close();

        store = openAnother();

        assertThat(store.secrets()).containsExactly(row);
    }

    @Test
    void guarantee_10_a_value_is_replaced_only_if_it_is_the_expected_one() {
        create(Samples.workflow("wf", Samples.tasks("wf", 1, 1)));
        for (SecretPlace place : List.of(workflow("wf"), terminal("wf", "task-0-terminal-0"))) {
            assertThat(store.replaceSecret(new SecretRow(place, "one"), "zero")).isFalse();
            assertThat(store.replaceSecret(new SecretRow(place, "one"), null)).isTrue();
            assertThat(store.replaceSecret(new SecretRow(place, "two"), null)).isFalse();
            assertThat(store.replaceSecret(new SecretRow(place, "two"), "one")).isTrue();
        }

        assertThat(store.secrets()).extracting(SecretRow::ciphertext).containsExactly("two", "two");
    }

    @Test
    void guarantee_10_a_value_of_a_row_that_does_not_exist_is_not_kept() {
        createEmpty("wf");

        assertThat(store.replaceSecret(new SecretRow(workflow("nowhere"), "one"), null))
                .isFalse();
        assertThat(store.replaceSecret(new SecretRow(terminal("wf", "nobody"), "one"), null))
                .isFalse();

        assertThat(store.secrets()).isEmpty();
    }

    @Test
    void guarantee_10_replacing_needs_and_changes_neither_version_nor_epoch() {
        createEmpty("wf");
        JournalHead before = head("wf");

        store.replaceSecret(new SecretRow(workflow("wf"), "one"), null);

        assertThat(head("wf")).isEqualTo(before);
    }

    @Test
    void guarantee_10_of_those_who_replace_the_same_value_at_once_exactly_one_succeeds() {
        createEmpty("wf");
        AtomicInteger successes = new AtomicInteger();
        List<Runnable> writers = IntStream.range(0, 4)
                .<Runnable>mapToObj(number -> () -> {
                    if (store.replaceSecret(new SecretRow(workflow("wf"), "value " + number), null)) {
                        successes.incrementAndGet();
                    }
                })
                .toList();

        List<Optional<Throwable>> outcomes = Race.run(writers);

        assertThat(outcomes).allMatch(Optional::isEmpty);
        assertThat(successes).hasValue(1);
        assertThat(store.secrets()).hasSize(1);
    }

    @Test
    void guarantee_11_where_there_are_no_plain_values_none_are_dropped() {
        createEmpty("wf");
        store.replaceSecret(new SecretRow(workflow("wf"), "one"), null);

        store.dropPlainSecrets();

        assertThat(store.secrets()).hasSize(1);
        assertThat(store.workflows()).containsExactly(Samples.workflow("wf"));
    }

    @Test
    void guarantee_8_a_closed_store_gives_and_takes_no_encrypted_values() {
        createEmpty("wf");
        store.close();

        assertThatIllegalStateException().isThrownBy(() -> store.secrets());
        assertThatIllegalStateException()
                .isThrownBy(() -> store.replaceSecret(new SecretRow(workflow("wf"), "one"), null));
    }

    private static SecretPlace workflow(String id) {
        return SecretPlace.ofWorkflow(Samples.id(id));
    }

    private static SecretPlace terminal(String workflow, String terminal) {
        return SecretPlace.ofTerminal(Samples.id(workflow), TerminalId.of(terminal));
    }
}
