package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.screen.Screen;
import io.gitcortex.core.terminal.screen.ScreenView;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the screen of a session, and its dialogue going. */
final class ScreenHearing implements Hearing {
    private static final Logger log = LoggerFactory.getLogger(ScreenHearing.class);
    /** Often enough for a pause of 150 ms between a text and its Enter. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

    private final TerminalSession session;
    private final Screen screen;
    private final Dialogue dialogue;
    private final ConversationSearch search;
    private final AtomicReference<@Nullable TerminalSize> resized = new AtomicReference<>();
    private ScreenView view;

    ScreenHearing(TerminalSession session, Screen screen, Dialogue dialogue, ConversationSearch search) {
        this.session = session;
        this.screen = screen;
        this.dialogue = dialogue;
        this.search = search;
        this.view = screen.view();
    }

    Dialogue dialogue() {
        return dialogue;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public boolean hear(byte[] piece) throws InterruptedException {
        TerminalSize size = resized.getAndSet(null);
        if (size != null) {
            screen.resize(size);
            view = screen.view();
        }
        if (piece.length > 0) {
            byte[] reply = screen.feed(piece);
            view = screen.view();
            answer(reply);
        }
        boolean goesOn = dialogue.look(view);
        if (dialogue.isDelivered()) {
            search.look();
        }
        return goesOn;
    }

    /** What a program asks its terminal is answered by the terminal; whoever does not read it has not asked. */
    private void answer(byte[] reply) throws InterruptedException {
        if (reply.length > 0) {
            try {
                session.write(reply, WRITE_TIMEOUT);
            } catch (TerminalException e) {
                log.debug("Session {} did not take the answer to a terminal query: {}", session.id(), e.getMessage());
            }
        }
    }

    @Override
    public Optional<Instant> readySince() {
        return dialogue.readySince();
    }

    @Override
    public Optional<Instant> lastSaid() {
        return Optional.of(dialogue.lastSaid());
    }

    @Override
    public void takeOver(boolean now) {
        dialogue.takeOver(now);
    }

    @Override
    public void resize(TerminalSize size) {
        resized.set(size);
    }

    @Override
    public void over() {
        dialogue.requests().close("Session " + session.id() + " is over; nothing was typed");
    }
}
