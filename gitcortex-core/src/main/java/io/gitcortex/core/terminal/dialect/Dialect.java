package io.gitcortex.core.terminal.dialect;

import io.gitcortex.core.terminal.screen.ScreenView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one coding CLI needs. Immutable. Read from a file: {@link Dialects}.
 *
 * <p>One without screens is started anew for each round and told nothing on its terminal that opens it, as the {@code shell}
 * dialect is; every other one is talked to, in a conversation.
 */
public final class Dialect {
    private final Title title;
    private final Launch launch;
    private final Account account;
    private final Manner manner;
    private final @Nullable ConversationFile conversation;
    private final List<ScreenPattern> screens;

    /**
     * What it is called.
     *
     * @param name by which plans choose it
     * @param description for people
     * @param verifiedOrNull the version of the CLI that it was tried with, or null if it was not
     */
    record Title(String name, String description, @Nullable String verifiedOrNull) {}

    /** How it is started, with whose account, and how it behaves. */
    record Ways(Launch launch, Account account, Manner manner) {}

    /**
     * Whose account the CLI uses.
     *
     * @param keyVariableOrNull the variable in which it looks for an API key, or null if it takes none
     * @param homeOrNull the home that it can be given for itself, or null if it cannot
     */
    record Account(
            @Nullable String keyVariableOrNull, @Nullable PrivateHome homeOrNull) {}

    /**
     * How it behaves.
     *
     * @param reportsByFile whether it leaves its reports as files, since it cannot commit
     * @param startsReady whether it counts as connected only when it stands at its prompt, not with its first output
     * @param settle how long it stands at its first prompt before anything is typed: some ask something right behind it
     * @param typing how texts are typed
     * @param quitOrNull what is typed to end it, or null if it is only signalled
     */
    record Manner(
            boolean reportsByFile,
            boolean startsReady,
            Duration settle,
            Typing typing,
            @Nullable String quitOrNull) {}

    Dialect(Title title, Ways ways, Recognition recognition) {
        this.title = title;
        this.launch = ways.launch();
        this.account = ways.account();
        this.manner = ways.manner();
        this.conversation = recognition.conversationOrNull();
        this.screens = List.copyOf(recognition.screens());
    }

    /**
     * What is known by looking.
     *
     * @param screens its screens; the first that matches counts
     * @param conversationOrNull where it writes down what its conversations are called, or null
     */
    record Recognition(
            List<ScreenPattern> screens, @Nullable ConversationFile conversationOrNull) {}

    /** By which plans choose it. */
    public String name() {
        return title.name();
    }

    /** For people. */
    public String description() {
        return title.description();
    }

    /** The version of the CLI that it was tried with; empty if it was not. */
    public Optional<String> verified() {
        return Optional.ofNullable(title.verifiedOrNull());
    }

    /** The program that it starts; empty where the plan brings the command. */
    public Optional<String> program() {
        return launch.command().stream().findFirst();
    }

    /** The command of a session. */
    public List<String> commandLine(Invocation invocation) {
        return launch.line(invocation);
    }

    /** Whether a new conversation is given its name beforehand. */
    public boolean namesConversation() {
        return launch.namesConversation();
    }

    /** Whether it can go on with a conversation. */
    public boolean canResume() {
        return !launch.resume().isEmpty();
    }

    /** Variables that it needs. */
    public Map<String, String> environment() {
        return launch.environment();
    }

    /** The variable in which it looks for an API key. */
    public Optional<String> keyVariable() {
        return Optional.ofNullable(account.keyVariableOrNull());
    }

    /** The home that it can be given for itself. */
    public Optional<PrivateHome> home() {
        return Optional.ofNullable(account.homeOrNull());
    }

    /** Whether it is talked to. */
    public boolean isTalkedTo() {
        return !screens.isEmpty();
    }

    /** Whether it leaves its reports as files, of which commits are made on its behalf; else it commits by itself. */
    public boolean reportsByFile() {
        return manner.reportsByFile();
    }

    /** Whether it counts as connected only when it stands at its prompt. */
    public boolean startsReady() {
        return manner.startsReady();
    }

    /** How long it stands at its first prompt before anything is typed. */
    public Duration settle() {
        return manner.settle();
    }

    /** How texts are typed. */
    public Typing typing() {
        return manner.typing();
    }

    /** What is typed to end it. */
    public Optional<String> quit() {
        return Optional.ofNullable(manner.quitOrNull());
    }

    /** Where it writes down what its conversations are called. */
    public Optional<ConversationFile> conversation() {
        return Optional.ofNullable(conversation);
    }

    /** What a screen is; empty if it is none that is known. */
    public Optional<ScreenPattern> recognise(ScreenView view) {
        return screens.stream().filter(pattern -> pattern.matches(view)).findFirst();
    }

    /** Its screens, in the order in which they are tried. */
    public List<ScreenPattern> screens() {
        return screens;
    }

    @Override
    public String toString() {
        return "Dialect[" + Objects.requireNonNull(name()) + "]";
    }
}
