package io.gitcortex.core.terminal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.terminal.screen.ScreenView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host adds a dialect by a file, and is told where that is wrong. */
final class DialectsTest {
    private static final String WHOLE = """
            name: parrot
            description: Says what it is told
            verified: "1.2"
            command: [parrot, --chat]
            model: [--model, "{model}"]
            access: [--add-dir, "{instruction_directory}", --add-dir, "{helper_directory}"]
            begin: [--session, "{conversation}"]
            resume: [--resume, "{conversation}"]
            environment: {PARROT_QUIET: "1"}
            key_variable: PARROT_KEY
            home: {variables: {HOME: "{home}"}, files: {".parrot/settings": "trusted={worktree}"}}
            connected: ready
            typing: {paste: true, enter: "\\r", pause_millis: 200, again: true}
            quit: /exit
            screens:
              - {name: trust, state: asking, kind: enter, lines: ["Trust this"], answer: yes, options: [{key: yes, label: "Yes", keys: "\\r"}]}
              - {name: limit, state: quota, lines: ["limit"], resets: "resets at (.+)"}
              - {name: working, state: busy, lines: ["esc to interrupt"]}
              - {name: title, state: ready, title: "Ready"}
              - {name: prompt, state: ready, lines: ["^> "], absent: ["\\\\? for help"]}
            """;

    @TempDir
    private Path directory;

    private Dialects with(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        return Dialects.builtIn().with(directory);
    }

    private static ScreenView screen(String title, String... lines) {
        return new ScreenView(List.of(lines), title, 0, 0, false);
    }

    @Test
    void reads_a_whole_file() throws IOException {
        Dialect parrot = with("parrot.yaml", WHOLE).named("parrot");

        assertThat(parrot.verified()).contains("1.2");
        assertThat(parrot.isTalkedTo()).isTrue();
        assertThat(parrot.namesConversation()).isTrue();
        assertThat(parrot.quit()).contains("/exit");
        assertThat(parrot.home().orElseThrow().files()).containsKey(".parrot/settings");
        assertThat(line(parrot, "large", "c-1", false))
                .containsExactly(
                        "parrot",
                        "--chat",
                        "--model",
                        "large",
                        "--add-dir",
                        "/data/i",
                        "--add-dir",
                        "/data/bin",
                        "--session",
                        "c-1");
        assertThat(line(parrot, null, "c-1", true))
                .containsExactly(
                        "parrot", "--chat", "--add-dir", "/data/i", "--add-dir", "/data/bin", "--resume", "c-1");
    }

    private static List<String> line(Dialect dialect, String model, String conversation, boolean resumes) {
        return dialect.commandLine(new Invocation(
                List.of(), null, Path.of("/data/i/x.md"), Path.of("/data/bin/report"), model, conversation, resumes));
    }

    @Test
    void recognises_the_first_screen_that_matches_and_nothing_else() throws IOException {
        Dialect parrot = with("parrot.yaml", WHOLE).named("parrot");

        assertThat(parrot.recognise(screen("", "> hello", "esc to interrupt"))
                        .orElseThrow()
                        .name())
                .isEqualTo("working");
        assertThat(parrot.recognise(screen("parrot Ready", "")).orElseThrow().name())
                .isEqualTo("title");
        assertThat(parrot.recognise(screen("", "> hello")).orElseThrow().state())
                .isEqualTo(ScreenState.READY);
        assertThat(parrot.recognise(screen("", "> hello", "? for help"))).isEmpty();
        assertThat(parrot.recognise(screen("", "something new"))).isEmpty();
        ScreenView limit = screen("", "limit reached, resets at 5pm");
        assertThat(parrot.recognise(limit).orElseThrow().resets(limit)).contains("5pm");
    }

    @Test
    void takes_the_place_of_a_dialect_of_its_name() throws IOException {
        Dialects dialects = with("shell.yaml", "name: shell\ncommand: [fish]\n");

        assertThat(dialects.program("shell")).contains("fish");
    }

    @Test
    void says_where_a_file_is_wrong() {
        assertThatThrownBy(() -> with("a.yaml", "name: a\ncomand: [x]\n"))
                .isInstanceOf(GitCortexException.class)
                .hasMessageContaining("a.yaml, line 2")
                .hasMessageContaining("comand");
    }

    @Test
    void says_what_a_screen_lacks() {
        assertThatThrownBy(() -> with("a.yaml", "name: a\nscreens: [{name: s, state: sleeping, lines: [x]}]\n"))
                .hasMessageContaining("Screen 's'")
                .hasMessageContaining("[ready, busy, asking, quota, error]");
        assertThatThrownBy(() -> with("a.yaml", "name: a\nscreens: [{name: s, state: ready}]\n"))
                .hasMessageContaining("'lines' or by its 'title'");
        assertThatThrownBy(() -> with("a.yaml", "name: a\nscreens: [{name: s, state: ready, lines: ['(']}]\n"))
                .hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> with("a.yaml", "name: a\nscreens: [{name: s, state: asking, lines: [x]}]\n"))
                .hasMessageContaining("'kind'");
        assertThatThrownBy(() -> with(
                        "a.yaml",
                        "name: a\nscreens: [{name: s, state: asking, kind: password, lines: [x], answer: y,"
                                + " options: [{key: y, label: y, keys: y}]}]\n"))
                .hasMessageContaining("password is never answered");
    }

    @Test
    void refuses_a_private_home_that_reaches_outside_itself() {
        assertThatThrownBy(() -> with("a.yaml", "name: a\nhome: {variables: {HOME: x}, files: {../x: y}}\n"))
                .hasMessageContaining("no path below the home");
    }

    @Test
    void reads_every_dialect_that_it_comes_with() {
        assertThat(Dialects.builtIn().all()).extracting(Dialect::name).contains("shell");
    }
}
