package io.gitcortex.core.bus;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.testkit.bus.MessageBusContract;

class InProcessMessageBusContractTest extends MessageBusContract {
    @Override
    protected MessageBus newBus() {
        return InProcessMessageBus.create();
    }
}
