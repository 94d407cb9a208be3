package io.gitcortex.integration.standin;

import java.util.concurrent.CountDownLatch;

/** Runs a stand-in by itself, for trying CLIs by hand: {@code StandInProgram [PORT]}. Marks in the prompts say what it does. */
public final class StandInProgram {
    private StandInProgram() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        Script script = Script.marks(Script.steps());
        Script told = turn -> {
            Step step = script.next(turn);
            System.out.println(turn.api() + " " + turn.model() + " " + turn.prompts() + " results "
                    + turn.results().size() + ": " + step);
            return step;
        };
        try (ModelStandIn standIn = ModelStandIn.start(port, told)) {
            System.out.println("Listening at " + standIn.origin());
            new CountDownLatch(1).await();
        }
    }
}
