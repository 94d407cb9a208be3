package io.gitcortex.examples.runner.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final String TERMINAL = "gitcortex.terminal";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Console console(boolean isTerminal, boolean isColoured) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Console(stream, stream, new Console.Style(isTerminal, isColoured, 20, "gitcortex"));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @AfterEach
    void forget() {
        System.clearProperty(TERMINAL);
    }

    @Test
    void what_an_agent_says_cannot_steer_the_terminal() {
        console(true, false).line("a\u001b[2Jb\u0007c\u009b1md\r");

        assertThat(printed()).isEqualTo("a?[2Jb?c?1md\n");
    }

    @Test
    void the_line_that_is_alive_is_erased_before_another_is_printed_and_drawn_again_below() {
        Console console = console(true, false);

        console.live("working");
        console.line("done");
        console.live("");

        assertThat(printed()).isEqualTo("working\r\u001b[Kdone\nworking\r\u001b[K");
    }

    @Test
    void the_line_that_is_alive_is_never_wider_than_the_terminal() {
        console(true, false).live("0123456789".repeat(5));

        assertThat(printed()).hasSize(19);
    }

    @Test
    void elsewhere_than_on_a_terminal_no_line_is_alive() {
        console(false, false).live("working");

        assertThat(printed()).isEmpty();
    }

    @Test
    void colours_are_for_those_who_want_them() {
        console(true, true).line(Tone.GOOD, "well");
        console(true, false).line(Tone.GOOD, "well");

        assertThat(printed()).isEqualTo("\u001b[32mwell\u001b[0m\nwell\n");
    }

    @Test
    void no_color_and_a_dumb_terminal_are_respected() {
        System.setProperty(TERMINAL, "true");

        assertThat(Console.Style.ofProcess(Map.of("TERM", "xterm")))
                .matches(Console.Style::isTerminal)
                .matches(Console.Style::isColoured);
        assertThat(Console.Style.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .matches(Console.Style::isTerminal)
                .matches(style -> !style.isColoured());
        assertThat(Console.Style.ofProcess(Map.of("TERM", "dumb"))).matches(style -> !style.isTerminal());
        assertThat(Console.Style.ofProcess(Map.of())).matches(style -> !style.isTerminal());
    }

    @Test
    void a_table_is_as_wide_as_its_widest_cells() {
        Table table = new Table("A", "B");
        table.row("long", "x");
        table.row("s", "\ud83d\ude80 y");

        assertThat(table.lines()).containsExactly("A     B", "long  x", "s     \ud83d\ude80 y");
    }
}
