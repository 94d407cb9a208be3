package io.gitcortex.core.terminal.attach;

import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.TerminalSize;
import java.util.Optional;

/**
 * What a client begins with: which terminal it wants, and how large its screen is.
 *
 * @param workflow the workflow
 * @param terminal the terminal
 * @param size the size of the person's screen
 */
record Hello(WorkflowId workflow, TerminalId terminal, TerminalSize size) {
    private static final String VERSION = "gitcortex-attach-1";
    private static final int PARTS = 4;

    /** Ids hold no control characters, and so no line feeds. */
    Frame frame() {
        return Frame.of(
                Frame.Kind.HELLO,
                String.join(
                        "\n",
                        VERSION,
                        workflow.value(),
                        terminal.value(),
                        sizeFrame(size).text()));
    }

    /** Empty if it is not one. */
    static Optional<Hello> parse(Frame frame) {
        String[] parts = frame.text().split("\n", -1);
        if (frame.kind() != Frame.Kind.HELLO || parts.length != PARTS || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            WorkflowId workflow = WorkflowId.of(parts[1]);
            TerminalId terminal = TerminalId.of(parts[2]);
            return size(parts[3]).map(size -> new Hello(workflow, terminal, size));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Frame sizeFrame(TerminalSize size) {
        return Frame.of(Frame.Kind.SIZE, size.columns() + " " + size.rows());
    }

    /** Empty if there is no such screen. */
    static Optional<TerminalSize> size(String text) {
        String[] numbers = text.split(" ", -1);
        try {
            return numbers.length == 2
                    ? Optional.of(new TerminalSize(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) { // A NumberFormatException is one, too.
            return Optional.empty();
        }
    }
}
