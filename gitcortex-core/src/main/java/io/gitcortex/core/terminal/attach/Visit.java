package io.gitcortex.core.terminal.attach;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One visitor, from the first word to the last. A thread tells what the session prints, another types what the person types. A
 * visitor who takes nothing misses output, and after half a minute the visit is over: whoever holds a session keeps the
 * orchestrator from it.
 */
final class Visit {
    private static final Logger log = LoggerFactory.getLogger(Visit.class);
    private static final Duration HELLO = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TYPING = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Control characters are left out or stay as they are, but a byte that is no UTF-8 becomes three. */
    private static final int PIECE = Frame.MAX / 4;

    private final Wire wire;
    private final House house;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean ending;

    /**
     * What visitors share.
     *
     * @param seats the sessions
     * @param patience how long a visitor may take nothing
     * @param taken the seats that visitors have
     */
    record House(AttachSeats seats, Duration patience, Set<Object> taken) {
        House(AttachSeats seats, Duration patience) {
            this(seats, patience, ConcurrentHashMap.newKeySet());
        }
    }

    Visit(Wire wire, House house) {
        this.wire = wire;
        this.house = house;
    }

    /** Soon {@link #run} returns. */
    void end() {
        ending = true;
    }

    void awaitEnd(Duration timeout) throws InterruptedException {
        if (!over.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("A visitor has not left within {}", timeout);
        }
    }

    void run() {
        try (wire) {
            Optional<Hello> hello = wire.read(HELLO).flatMap(Hello::parse);
            if (hello.isEmpty()) {
                log.debug("A visitor has said nothing that is understood");
                return;
            }
            Optional<AttachTarget> target =
                    house.seats().find(hello.get().workflow(), hello.get().terminal());
            if (target.isEmpty()) {
                wire.write(Frame.of(Frame.Kind.UNKNOWN, ""), HELLO);
            } else {
                receive(hello.get(), target.get());
            }
        } catch (IOException e) {
            log.debug("A visit is over: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    private void receive(Hello hello, AttachTarget target) throws IOException, InterruptedException {
        Object seat = List.of(hello.workflow(), hello.terminal());
        if (!house.taken().add(seat)) {
            wire.write(Frame.of(Frame.Kind.REFUSED, "Somebody else is attached to it; two would type at once"), HELLO);
            return;
        }
        log.info("A person has attached to terminal {} of workflow {}", hello.terminal(), hello.workflow());
        try {
            AttachTarget.Hold hold = target.takeOver();
            try (hold) {
                attend(hello, target);
            } finally {
                resize(target, TerminalSize.DEFAULT);
            }
        } finally {
            house.taken().remove(seat);
            log.info("The person has left terminal {} of workflow {}", hello.terminal(), hello.workflow());
        }
    }

    private void attend(Hello hello, AttachTarget target) throws IOException, InterruptedException {
        wire.write(Frame.of(Frame.Kind.WELCOME, ""), HELLO);
        redraw(target, hello.size());
        Thread typist = new Thread(() -> type(target), "gitcortex-attached-keys");
        typist.setDaemon(true);
        typist.start();
        try {
            tell(target.session());
        } finally {
            end();
            typist.join(TYPING.plus(LOOK).toMillis());
        }
    }

    /** A program draws anew when its screen gets another size, and only then. */
    private static void redraw(AttachTarget target, TerminalSize size) {
        int other = size.rows() > 1 ? size.rows() - 1 : size.rows() + 1;
        resize(target, new TerminalSize(size.columns(), other));
        resize(target, size);
    }

    private static void resize(AttachTarget target, TerminalSize size) {
        try {
            target.resize(size);
        } catch (TerminalException e) {
            log.debug("Session {} took no other size: {}", target.session().id(), e.getMessage());
        }
    }

    private void tell(TerminalSession session) throws IOException, InterruptedException {
        QuestionFilter filter = new QuestionFilter();
        TerminalOutput output = session.read(0, PIECE, Duration.ZERO); // What is gone before that was never to be told.
        while (!ending) {
            wire.write(new Frame(Frame.Kind.OUTPUT, filter.next(output.bytes())), house.patience());
            if (output.isEnded()) {
                wire.write(Frame.of(Frame.Kind.ENDED, "The session is over."), house.patience());
                return;
            }
            long expected = output.nextOffset();
            output = session.read(expected, PIECE, LOOK);
            if (output.offset() > expected) {
                wire.write(gap(output.offset() - expected), house.patience());
            }
        }
    }

    private static Frame gap(long bytes) {
        String words = "\r\n[" + bytes + " bytes of output are missing here]\r\n";
        return new Frame(Frame.Kind.OUTPUT, words.getBytes(StandardCharsets.US_ASCII));
    }

    private void type(AttachTarget target) {
        try {
            while (!ending) {
                Optional<Frame> frame = wire.read(LOOK);
                if (frame.isPresent()) {
                    type(target, frame.get());
                }
            }
        } catch (IOException e) {
            log.debug("A visitor is gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private static void type(AttachTarget target, Frame frame) throws InterruptedException {
        switch (frame.kind()) {
            case KEYS -> write(target.session(), frame.content());
            case SIZE -> Hello.size(frame.text()).ifPresent(size -> resize(target, size));
            default -> log.debug("A visitor says {}, which is for the other side", frame.kind());
        }
    }

    /** Keys that the program does not take are lost, as on any terminal that is full. */
    private static void write(TerminalSession session, byte[] keys) throws InterruptedException {
        try {
            session.write(keys, TYPING);
        } catch (TerminalException e) {
            log.debug("Session {} did not take what a person typed: {}", session.id(), e.getMessage());
        }
    }
}
