package io.gitcortex.core.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gitcortex.terminal.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile output, from seeds: a failing one is named by the test. */
class ScreenFuzzTest {
    private static final int PIECES = 150;
    private static final int SYMBOLS = 200;
    private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abcdefghlmnpqrstuvwxyz~ !$\"";
    private static final List<String> WORDS = List.of(
            "\u001b[",
            "\u001b[?",
            "\u001b[>",
            "\u001b]0;",
            "\u001bP",
            "\u001b",
            "\u001b\\",
            "\u0007",
            "\r",
            "\n",
            "\b",
            "\t",
            "\u000e",
            "\u000f",
            "\u001b(0",
            "\u001b)0",
            "\u001bc",
            "\u001b7",
            "\u001b8",
            "\u001bM",
            "\u001bE",
            "\u001bH",
            "\u001b#8",
            "\u001b[!p",
            "\u001b[?1049h",
            "\u001b[?1049l",
            "\u001b[?47h",
            "\u001b[?6h",
            "\u001b[?7l",
            "\u001b[4h",
            "\u001b[?3h",
            "\u001b[?40h",
            "\u001b[2;3r",
            "漢",
            "🚀",
            "e\u0301",
            "\u0301",
            "\ufe0f",
            "\u200f",
            "\u009b",
            "\u0085",
            "\u007f",
            "\u0018",
            "99999999999",
            "2147483648",
            ";",
            ";;;;;;;;",
            "0",
            "1",
            "-1",
            "a");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_is_printed_the_screen_goes_on_and_its_emulator_never_fails(long seed) {
        Random random = new Random(seed);
        AtomicInteger made = new AtomicInteger();
        Screen screen = Screen.of(new TerminalSize(30, 8), () -> {
            made.incrementAndGet();
            return new ScreenTerminal();
        });
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < PIECES; i++) {
                if (random.nextInt(10) == 0) {
                    screen.resize(new TerminalSize(1 + random.nextInt(60), 1 + random.nextInt(20)));
                }
                screen.feed(output(random));
                check(screen.view());
            }
        });
        assertThat(made).as("emulators: a second one replaces one that failed").hasValue(1);
        screen.resize(new TerminalSize(30, 8));
        screen.feed("\u0018\u001b\\\u001bc\u001b[?7hreadable".getBytes(StandardCharsets.US_ASCII));
        assertThat(screen.view().lines().get(0)).isEqualTo("readable");
    }

    private static void check(ScreenView view) {
        assertThat(view.text().chars().filter(one -> one != '\n' && Character.isISOControl(one)))
                .isEmpty();
        assertThat(view.cursorRow()).isBetween(0, view.lines().size() - 1);
        assertThat(view.cursorColumn()).isBetween(0, 59);
        assertThat(view.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }

    private static byte[] output(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(SYMBOLS); i > 0; i--) {
            String symbol = switch (random.nextInt(4)) {
                case 0 -> WORDS.get(random.nextInt(WORDS.size()));
                case 1 ->
                    "\u001b[" + random.nextInt(70) + ";" + random.nextInt(30)
                            + FINALS.charAt(random.nextInt(FINALS.length()));
                case 2 ->
                    "\u001b[" + (random.nextBoolean() ? "" : random.nextInt())
                            + FINALS.charAt(random.nextInt(FINALS.length()));
                default -> Character.toString(random.nextInt(0xd800));
            };
            bytes.writeBytes(symbol.getBytes(StandardCharsets.UTF_8));
            if (random.nextInt(20) == 0) {
                bytes.write(random.nextInt(256));
            }
        }
        return bytes.toByteArray();
    }
}
