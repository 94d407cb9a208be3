package io.gitcortex.core.terminal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.terminal.ScreenPrompt;
import io.gitcortex.core.terminal.screen.Screen;
import io.gitcortex.core.terminal.screen.ScreenView;
import io.gitcortex.terminal.TerminalSize;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What real CLIs have written to a terminal of 120 columns and 40 rows: {@code screens/<dialect>/<state>[-what].raw}. Each is what came
 * from the start on, or for those that draw without end the last of it.
 */
class RecordedScreensTest {
    static Stream<String> recordings() throws IOException, URISyntaxException {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".raw"))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void a_screen_is_recognised_as_what_it_was(String recording) throws Exception {
        Dialect dialect = Dialects.builtIn().named(recording.substring(0, recording.indexOf('/')));
        String state = recording.replaceAll(".*/([a-z]+).*", "$1");
        ScreenView view = view(recording);
        assertThat(dialect.recognise(view).map(ScreenPattern::state))
                .as("%s, whose title is '%s' and which shows%n%s", recording, view.title(), view.text())
                .contains(ScreenState.valueOf(state.toUpperCase(Locale.ROOT)));
    }

    @Test
    void each_cli_has_been_seen_at_its_prompt_at_work_and_asking() throws Exception {
        List<String> all = recordings().toList();
        for (Dialect dialect : Dialects.builtIn().all()) {
            if (dialect.isTalkedTo()) {
                assertThat(all).contains(dialect.name() + "/ready.raw", dialect.name() + "/busy.raw");
                assertThat(all).anyMatch(name -> name.startsWith(dialect.name() + "/asking"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code/asking-trust.raw, trust, yes",
        "claude-code/asking-key.raw, own-key, yes",
        "claude-code/asking-permission.raw, permission,",
        "claude-code/asking-edit.raw, permission,",
        "codex/asking-trust.raw, trust, yes",
        "copilot/asking-trust.raw, trust, yes",
        "copilot/asking-permission.raw, permission,",
        "gemini/asking-trust.raw, trust, yes",
        "gemini/asking-folders.raw, added-folders, yes",
        "gemini/asking-permission.raw, permission,",
        "opencode/asking-permission.raw, permission,",
        "qwen-code/asking-permission.raw, permission,"
    })
    void what_a_cli_asks_before_its_first_prompt_is_answered_and_a_permission_is_not(
            String recording, String name, String answer) throws Exception {
        Dialect dialect = Dialects.builtIn().named(recording.substring(0, recording.indexOf('/')));
        ScreenPattern pattern = dialect.recognise(view(recording)).orElseThrow();
        assertThat(pattern.name()).isEqualTo(name);
        assertThat(pattern.prompt().orElseThrow().answer().map(KeyedOption::key).orElse(null))
                .isEqualTo(answer);
        assertThat(pattern.prompt().orElseThrow().kind()).isEqualTo(ScreenPrompt.Kind.ARROW_SELECT);
    }

    /** What comes next is an account's: keys that are typed, pages that are visited. */
    @ParameterizedTest
    @CsvSource({
        "codex/asking-login.raw, Sign in with ChatGPT",
        "gemini/asking-login.raw, Use Gemini API Key",
        "qwen-code/asking-login.raw, Alibaba ModelStudio"
    })
    void a_login_is_left_to_a_person_at_the_terminal(String recording, String way) throws Exception {
        Dialect dialect = Dialects.builtIn().named(recording.substring(0, recording.indexOf('/')));
        ScreenView view = view(recording);
        ScreenPattern pattern = dialect.recognise(view).orElseThrow();
        assertThat(pattern.name()).isEqualTo("login");
        assertThat(pattern.prompt().orElseThrow().kind()).isEqualTo(ScreenPrompt.Kind.PASSWORD);
        assertThat(pattern.prompt().orElseThrow().answer()).isEmpty();
        assertThat(pattern.text(view)).contains(way);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code/asking-permission.raw, Bash command, echo hello > new.txt",
        "copilot/asking-permission.raw, Do you want to run this command?, echo a > new.txt",
        "gemini/asking-permission.raw, Shell, echo a > new.txt",
        "opencode/asking-permission.raw, Shell command, echo a > new.txt",
        "qwen-code/asking-permission.raw, Allow execution of, echo a > new.txt"
    })
    void a_person_is_shown_what_is_asked_and_not_the_whole_screen(String recording, String asked, String command)
            throws Exception {
        Dialect dialect = Dialects.builtIn().named(recording.substring(0, recording.indexOf('/')));
        ScreenView view = view(recording);
        String text = dialect.recognise(view).orElseThrow().text(view);
        assertThat(text)
                .contains(asked, command)
                .hasSizeLessThan(view.text().strip().length());
    }

    private static ScreenView view(String recording) throws IOException, URISyntaxException {
        Screen screen = Screen.of(new TerminalSize(120, 40));
        screen.feed(Files.readAllBytes(root().resolve(recording)));
        return screen.view();
    }

    private static Path root() throws URISyntaxException {
        return Path.of(RecordedScreensTest.class
                .getResource("/io/gitcortex/core/terminal/screens")
                .toURI());
    }
}
