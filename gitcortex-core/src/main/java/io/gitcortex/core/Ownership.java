package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.run.Owners;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.store.WorkflowStore;
import java.util.Map;
import java.util.Optional;

/** Who owns which workflow, and when this process may become the owner. Thread-safe. */
record Ownership(WorkflowStore store, Owners owners, Owner self) {
    /** As seen by an opening of a {@code GitCortex} in this process. */
    static Ownership ofThisHost(WorkflowStore store, Map<String, String> environment, String instance) {
        Owners owners = Owners.ofThisHost(environment);
        return new Ownership(store, owners, owners.self(instance));
    }

    /** Who owns a workflow now; empty if nobody does. */
    Optional<Owner> owner(WorkflowId id) {
        return store.head(id)
                .orElseThrow(() -> new GitCortexException("There is no workflow " + id + " in this repository"))
                .owner();
    }

    /**
     * Whether somebody takes requests within a second, as far as can be said: a process of another host is believed to live.
     */
    boolean mayLive(Owner owner) {
        return !owners.isOfThisHost(owner) || owners.isAlive(owner);
    }

    boolean isOfThisHost(Owner owner) {
        return owners.isOfThisHost(owner);
    }

    /**
     * Whom this process may replace as the owner of a workflow that it does not run.
     *
     * @param fromOtherHost whether an owner on another host is known to be gone
     * @return the owner that is gone; empty if there is none
     * @throws WorkflowOwnedException if the owner lives, or nobody here can say
     */
    Optional<Owner> replaceable(WorkflowId id, boolean fromOtherHost) {
        Optional<Owner> owner = owner(id);
        if (owner.isPresent() && !mayReplace(owner.get(), fromOtherHost)) {
            throw new WorkflowOwnedException(id, owner.get());
        }
        return owner;
    }

    /** Makes this process the owner in the place of another; the epoch. */
    long take(WorkflowId id, Optional<Owner> replaced) {
        return store.takeOwnership(id, self, replaced.orElse(null));
    }

    private boolean mayReplace(Owner owner, boolean fromOtherHost) {
        if (owner.equals(self)) {
            return true; // Of a run that is over: nothing here works in the workflow any more.
        }
        return owners.isOfThisHost(owner) ? !owners.isAlive(owner) : fromOtherHost;
    }
}
