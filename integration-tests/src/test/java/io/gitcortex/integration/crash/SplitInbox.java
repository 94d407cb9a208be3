package io.gitcortex.integration.crash;

import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;

/** A store that breaks one promise: it moves cursors in a transaction of their own, before the rest of the write. */
final class SplitInbox {
    private final WorkflowStore store;
    private final Runnable between;
    /** Versions that the store is ahead of what the writer of its only workflow knows. */
    private final AtomicLong ahead = new AtomicLong();

    private SplitInbox(WorkflowStore store, Runnable between) {
        this.store = store;
        this.between = between;
    }

    /**
     * Wraps a store that one process writes one workflow to.
     *
     * @param between called between the two writes
     */
    static WorkflowStore before(WorkflowStore store, Runnable between) {
        SplitInbox split = new SplitInbox(store, between);
        return (WorkflowStore) Proxy.newProxyInstance(
                WorkflowStore.class.getClassLoader(),
                new Class<?>[] {WorkflowStore.class},
                (proxy, method, arguments) -> split.invoke(method, arguments));
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("write")) {
            write((WorkflowWrite) arguments[0]);
            return null;
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void write(WorkflowWrite whole) {
        if (whole.cursors().isEmpty()) {
            store.write(rest(whole));
            return;
        }
        WorkflowWrite.Builder cursors =
                WorkflowWrite.builder(whole.workflowId(), whole.expectedVersion() + ahead.get(), whole.epoch());
        whole.cursors().forEach(cursors::cursor);
        store.write(cursors.build());
        ahead.incrementAndGet();
        if (!whole.events().isEmpty()) {
            between.run();
        }
        store.write(rest(whole));
    }

    private WorkflowWrite rest(WorkflowWrite whole) {
        WorkflowWrite.Builder rest =
                WorkflowWrite.builder(whole.workflowId(), whole.expectedVersion() + ahead.get(), whole.epoch());
        whole.events().forEach(rest::event);
        whole.instructions().forEach(rest::instruction);
        whole.questions().forEach(rest::question);
        whole.workflow().ifPresent(rest::workflow);
        whole.tasks().forEach(rest::task);
        whole.terminals().forEach(rest::terminal);
        whole.takenRequests().forEach(rest::takenRequest);
        whole.secrets().forEach(rest::secret);
        return rest.build();
    }
}
