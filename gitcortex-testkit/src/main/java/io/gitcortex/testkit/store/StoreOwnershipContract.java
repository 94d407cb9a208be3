package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.gitcortex.store.Owner;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.store.WorkflowWrite;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Guarantee 5, and what others may ask of an owner. */
abstract class StoreOwnershipContract extends StoreConcurrencyContract {
    @Test
    void whoKnowsTheOwnerMayReplaceIt() {
        createEmpty("wf");

        long epoch = store.takeOwnership(Samples.id("wf"), Samples.owner("second"), Samples.owner("first"));

        assertThat(epoch).isEqualTo(2);
        assertThat(head("wf").epoch()).isEqualTo(2);
        assertThat(head("wf").owner()).contains(Samples.owner("second"));
        assertHead("wf", 1, 1);
    }

    @Test
    void theEpochEndsWhenTheOwnerIsReplaced() {
        createEmpty("wf");
        WorkflowWrite late = nextWrite("wf").event(Samples.event(2)).build();

        store.takeOwnership(Samples.id("wf"), Samples.owner("second"), Samples.owner("first"));

        assertThatExceptionOfType(StaleWorkflowException.class).isThrownBy(() -> store.write(late));
        store.write(nextWrite("wf").event(Samples.event(2)).build());
        assertHead("wf", 2, 2);
    }

    @Test
    void whoExpectsAnotherOwnerIsToldTheRealOne() {
        createEmpty("wf");
        Owner recycledPid = new Owner("host-1", 4711, Samples.NOON.plusSeconds(1), "boot-1", "first");

        for (Owner wrong : List.of(Samples.owner("third"), recycledPid)) {
            assertThatExceptionOfType(WorkflowOwnedException.class)
                    .isThrownBy(() -> store.takeOwnership(Samples.id("wf"), Samples.owner("second"), wrong))
                    .satisfies(owned -> assertThat(owned.owner()).isEqualTo(Samples.owner("first")));
        }
        assertThatExceptionOfType(WorkflowOwnedException.class)
                .isThrownBy(() -> store.takeOwnership(Samples.id("wf"), Samples.owner("second"), null));
        assertThat(head("wf").owner()).contains(Samples.owner("first"));
        assertThat(head("wf").epoch()).isEqualTo(1);
    }

    @Test
    void whoExpectsAnOwnerThatHasGoneMustLookAgain() {
        createEmpty("wf");
        store.releaseOwnership(Samples.id("wf"), 1);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(
                        () -> store.takeOwnership(Samples.id("wf"), Samples.owner("second"), Samples.owner("first")));
        assertThat(head("wf").owner()).isEmpty();
        assertThat(head("wf").epoch()).isEqualTo(1);
    }

    @Test
    void aWorkflowThatWasGivenUpIsAnybodys() {
        createEmpty("wf");

        store.releaseOwnership(Samples.id("wf"), 1);

        assertThat(head("wf").owner()).isEmpty();
        assertThat(store.takeOwnership(Samples.id("wf"), Samples.owner("second"), null))
                .isEqualTo(2);
        assertThat(head("wf").owner()).contains(Samples.owner("second"));
    }

    @Test
    void guarantee_5_an_epoch_that_was_given_up_writes_nothing_more() {
        createEmpty("wf");
        long request = store.request(Samples.id("wf"), "pause", "{}");
        WorkflowWrite event = nextWrite("wf").event(Samples.event(2)).build();
        WorkflowWrite mark = nextWrite("wf").takenRequest(request).build();

        store.releaseOwnership(Samples.id("wf"), 1);

        for (WorkflowWrite late : List.of(event, mark)) {
            assertThatExceptionOfType(StaleWorkflowException.class).isThrownBy(() -> store.write(late));
        }
        assertHead("wf", 1, 1);
        assertThat(store.events(Samples.id("wf"), 1, 10)).isEmpty();
        assertThat(store.pendingRequests(Samples.id("wf"))).hasSize(1);
        store.takeOwnership(Samples.id("wf"), Samples.owner("second"), null);
        store.write(nextWrite("wf").event(Samples.event(2)).build());
        assertHead("wf", 2, 2);
    }

    @Test
    void givingUpInAnEpochThatIsOverDoesNothing() {
        createEmpty("wf");
        store.takeOwnership(Samples.id("wf"), Samples.owner("second"), Samples.owner("first"));

        store.releaseOwnership(Samples.id("wf"), 1);

        assertThat(head("wf").owner()).contains(Samples.owner("second"));
    }

    @Test
    void ofThoseWhoSeeTheSameOwnerExactlyOneSucceeds() {
        createEmpty("wf");
        Owner owner = Samples.owner("first");
        for (int round = 0; round < 10; round++) {
            Owner expected = owner;
            int number = round;
            List<Runnable> claimants = IntStream.range(0, 4)
                    .<Runnable>mapToObj(i -> () -> store.takeOwnership(
                            Samples.id("wf"), Samples.owner("claimant-" + number + "-" + i), expected))
                    .toList();

            List<Optional<Throwable>> outcomes = Race.run(claimants);

            assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
            assertThat(outcomes)
                    .flatMap(outcome -> outcome.stream().toList())
                    .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(WorkflowOwnedException.class));
            assertThat(head("wf").epoch()).isEqualTo(round + 2L);
            owner = head("wf").owner().orElseThrow();
        }
    }

    @Test
    void nobodyCanOwnAWorkflowThatDoesNotExist() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.takeOwnership(Samples.id("nowhere"), Samples.owner("second"), null))
                .withMessageContaining("nowhere");
    }

    @Test
    void aRequestWaitsUntilItIsTaken() {
        createEmpty("wf");
        createEmpty("other");

        long first = store.request(Samples.id("wf"), "pause", "{\"why\":1}");
        store.request(Samples.id("other"), "pause", "{}");
        long second = store.request(Samples.id("wf"), "cancel", "{}");

        assertThat(second).isGreaterThan(first);
        assertThat(store.pendingRequests(Samples.id("wf")))
                .extracting(RequestRow::number, RequestRow::kind, RequestRow::json)
                .containsExactly(tuple(first, "pause", "{\"why\":1}"), tuple(second, "cancel", "{}"));

        store.write(nextWrite("wf").event(Samples.event(2)).takenRequest(first).build());

        assertThat(store.pendingRequests(Samples.id("wf")))
                .extracting(RequestRow::number)
                .containsExactly(second);
        assertThat(store.pendingRequests(Samples.id("other"))).hasSize(1);
    }

    @Test
    void aRequestNeedsNeitherVersionNorEpoch() {
        createEmpty("wf");

        store.request(Samples.id("wf"), "pause", "{}");

        assertHead("wf", 1, 1);
    }

    @Test
    void aRequestIsTakenOnce() {
        createEmpty("wf");
        createEmpty("other");
        long taken = store.request(Samples.id("wf"), "pause", "{}");
        long elsewhere = store.request(Samples.id("other"), "pause", "{}");
        store.write(nextWrite("wf").takenRequest(taken).build());

        for (long wrong : new long[] {taken, elsewhere, 4711}) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.write(nextWrite("wf")
                            .event(Samples.event(2))
                            .takenRequest(wrong)
                            .build()));
        }
        assertHead("wf", 2, 1);
        assertThat(store.pendingRequests(Samples.id("other"))).hasSize(1);
    }

    @Test
    void aWriteThatFailsTakesNoRequest() {
        createEmpty("wf");
        long request = store.request(Samples.id("wf"), "pause", "{}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.write(WorkflowWrite.builder(Samples.id("wf"), 9, 1)
                        .takenRequest(request)
                        .build()));

        assertThat(store.pendingRequests(Samples.id("wf"))).hasSize(1);
    }

    @Test
    void nobodyCanAskAWorkflowThatDoesNotExist() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.request(Samples.id("nowhere"), "pause", "{}"))
                .withMessageContaining("nowhere");
    }
}
