package io.gitcortex.core.bus;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.testkit.bus.MessageBusContract;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;

/** The pool that is used on 17 keeps the contract on every JDK. */
class PooledMessageBusContractTest extends MessageBusContract {
    private final ExecutorService threads = BusThreads.pool();

    @Override
    protected MessageBus newBus() {
        return InProcessMessageBus.on(threads);
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }
}
