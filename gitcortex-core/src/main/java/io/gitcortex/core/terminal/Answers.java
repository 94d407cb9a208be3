package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.dialect.KeyedOption;
import io.gitcortex.core.terminal.dialect.ScreenPattern;
import io.gitcortex.core.terminal.dialect.ScreenPattern.Prompt;
import io.gitcortex.core.terminal.dialect.Typing;
import io.gitcortex.core.terminal.screen.ScreenView;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a CLI asks, and how it is answered: by itself where its dialect allows that, else by a person, who is told of it and whose words are
 * typed. Called by the session's thread.
 */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    /** The same prompt, answered so often, does not take the answer. */
    private static final int MAX_ANSWERS = 3;
    /** For an answer to take effect on the screen: until then what stands there is answered already. */
    private static final Duration EFFECT = Duration.ofSeconds(2);

    private final SessionId session;
    private final Keyboard keyboard;
    private final Requests requests;
    private final Typing typing;
    private final Consumer<Sighting> told;
    private @Nullable StandingPrompt asked;
    private @Nullable TypedAnswer underWay;
    private int count;
    private Instant answeredAt = Instant.EPOCH;

    /** An answer that was typed, the screen that it answers, and when it is submitted. */
    private record TypedAnswer(Optional<ScreenPattern> asked, Instant submitAt) {}

    /** What time it is, and whether a person types. */
    record Moment(Instant now, boolean takenOver) {}

    /** What is answered with. */
    record Means(SessionId session, Keyboard keyboard, Requests requests, Typing typing) {}

    Answers(Means means, Consumer<Sighting> told) {
        this.session = means.session();
        this.keyboard = means.keyboard();
        this.requests = means.requests();
        this.typing = means.typing();
        this.told = told;
    }

    /** Whether a person was told of a prompt that still stands there. */
    boolean isAwaited() {
        return asked != null;
    }

    /** Whether an answer was typed and is still to be submitted. */
    boolean isUnderWay() {
        return underWay != null;
    }

    /** The CLI has gone on: what it asks next is answered anew. */
    void moved() {
        count = 0;
    }

    /** Sees whether what a person was told of still stands there. */
    void follow(@Nullable ScreenPattern pattern, ScreenView view) {
        if (asked != null && underWay == null && !asked.isOn(pattern, view)) {
            asked = null;
            told.accept(new Sighting.PromptGone());
        }
    }

    /** Answers a prompt, or tells of it. */
    void see(ScreenPattern pattern, ScreenView view, Moment moment) throws InterruptedException {
        if (asked != null || moment.now().isBefore(answeredAt.plus(EFFECT))) {
            return;
        }
        Prompt prompt = pattern.prompt().orElseThrow();
        Optional<KeyedOption> allowed = prompt.answer().filter(option -> !DangerousWords.areIn(pattern.text(view)));
        if (allowed.isPresent()
                && count < MAX_ANSWERS
                && !moment.takenOver()
                && press(pattern, allowed.get(), moment.now())) {
            return;
        }
        asked = StandingPrompt.of(pattern, view);
        told.accept(new Sighting.Asked(new ScreenPrompt(
                prompt.kind(),
                pattern.text(view),
                prompt.options().stream()
                        .map(option -> new ScreenPrompt.Option(option.key(), option.label()))
                        .toList())));
    }

    /** Answers what the dialect allows; a terminal that does not take it is for a person to look at. */
    private boolean press(ScreenPattern pattern, KeyedOption option, Instant now) throws InterruptedException {
        count++;
        try {
            keyboard.press(option.keys());
        } catch (TerminalException e) {
            log.warn("Session {}: '{}' could not be answered: {}", session, pattern.name(), e.getMessage());
            return false;
        }
        answeredAt = now;
        log.info("Session {}: '{}' was answered with '{}'", session, pattern.name(), option.key());
        return true;
    }

    /** Answers what stands there in a person's words. */
    void give(String text, Optional<ScreenPattern> shown, Instant now) throws InterruptedException {
        StandingPrompt standing = asked;
        if (standing == null) {
            requests.refuse("the CLI asks nothing any more; nothing was typed");
            return;
        }
        Prompt prompt = standing.pattern().prompt().orElseThrow();
        Optional<KeyedOption> option = prompt.options().stream()
                .filter(own ->
                        own.key().equalsIgnoreCase(text.strip()) || own.label().equalsIgnoreCase(text.strip()))
                .findFirst();
        if (option.isEmpty() && prompt.kind() != ScreenPrompt.Kind.INPUT) {
            String words = prompt.kind() == ScreenPrompt.Kind.PASSWORD ? "this" : "'" + text + "'";
            requests.refuse("the CLI asks something, and " + words + " is none of the answers "
                    + prompt.options().stream().map(KeyedOption::key).toList());
            return;
        }
        try {
            if (option.isPresent()) {
                keyboard.press(option.get().keys());
                answered(now);
            } else {
                keyboard.press(TypedLine.single(TypedLine.plain(text))
                        .orElseThrow(() -> new TerminalException("the answer is longer than a line of a terminal")));
                underWay = new TypedAnswer(shown, now.plus(typing.pause()));
            }
        } catch (TerminalException e) {
            requests.refuse(String.valueOf(e.getMessage()));
        }
    }

    /** Submits what was typed as an answer, where it is still asked for. */
    void finish(Optional<ScreenPattern> shown, Instant now) throws InterruptedException {
        TypedAnswer answer = underWay;
        if (answer == null || now.isBefore(answer.submitAt())) {
            return;
        }
        underWay = null;
        if (!answer.asked().equals(shown)) {
            requests.refuse("the CLI stopped asking while the answer was typed; it was not submitted");
            return;
        }
        try {
            keyboard.press(typing.enter());
            answered(now);
        } catch (TerminalException e) {
            requests.refuse(String.valueOf(e.getMessage()));
        }
    }

    private void answered(Instant now) {
        asked = null;
        answeredAt = now;
        requests.done();
    }
}
