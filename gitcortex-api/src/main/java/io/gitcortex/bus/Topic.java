package io.gitcortex.bus;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;

/**
 * What a message is about, and by which subscribers choose.
 *
 * <p>Immutable.
 *
 * @param name {@code kind:id}
 */
public record Topic(String name) {
    public Topic {
        int colon = name.indexOf(':');
        if (colon < 1 || colon == name.length() - 1) {
            throw new IllegalArgumentException("A topic is written kind:id, not '" + name + "'");
        }
    }

    /**
     * What happens to a workflow.
     *
     * @param id the workflow
     * @return {@code workflow:<id>}
     */
    public static Topic workflow(WorkflowId id) {
        return new Topic("workflow:" + id.value());
    }

    /**
     * What is typed into a session.
     *
     * @param id the session
     * @return {@code terminal:<id>}
     */
    public static Topic terminal(SessionId id) {
        return new Topic("terminal:" + id.value());
    }

    /**
     * The commits found for a workflow.
     *
     * @param id the workflow
     * @return {@code git_event:<id>}
     */
    public static Topic gitEvent(WorkflowId id) {
        return new Topic("git_event:" + id.value());
    }

    @Override
    public String toString() {
        return name;
    }
}
