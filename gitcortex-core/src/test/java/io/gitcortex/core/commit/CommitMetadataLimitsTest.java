package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.ParsedCommit.Malformed;
import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit is read at itself, and refused one beyond it, counted in bytes of UTF-8 whatever the text is made of. */
class CommitMetadataLimitsTest {
    private static final String IDS =
            "{\"workflow_id\":\"w\",\"task_id\":\"t\",\"terminal_id\":\"x\",\"status\":\"completed\",";
    private static final String LINE = "---METADATA---\n";
    private static final int KIB = 1024;

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "漢", "😀", "\n"})
    void a_message_has_one_mebibyte_at_most(String filling) {
        String rest = "\n" + LINE + IDS + "\"notes\":null}";
        assertRead(filled(KIB * KIB - bytes(rest), filling) + rest);
        assertRefused("1 MiB", filled(KIB * KIB - bytes(rest) + 1, filling) + rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "漢", "😀"})
    void a_block_has_sixty_four_kibibytes_at_most(String filling) {
        String begin = IDS + "\"unknown\":\"";
        String end = "\"}";
        int room = 64 * KIB - bytes(begin + end);

        assertRead(LINE + begin + filled(room, filling) + end);
        assertRead(LINE + begin + filled(room, filling) + end + "\n\n" + filled(64 * KIB, filling));
        assertRefused("64 KiB", LINE + begin + filled(room + 1, filling) + end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "漢", "😀"})
    void a_value_has_sixteen_kibibytes_at_most(String filling) {
        String most = filled(16 * KIB, filling);
        String beyond = filled(16 * KIB + 1, filling);

        assertRead(LINE + IDS + "\"notes\":\"" + most + "\"}");
        assertRefused("notes is longer than 16 KiB", LINE + IDS + "\"notes\":\"" + beyond + "\"}");
        assertRead(LINE + IDS + "\"notes\":[\"" + most + "\",\"\"]}");
        assertRefused("notes is longer than 16 KiB", LINE + IDS + "\"notes\":[\"" + most + "\",\"y\"]}");
        assertRead(LINE + issue(most));
        assertRefused("issues[0].message is longer than 16 KiB", LINE + issue(beyond));
        assertRead(LINE + file(most));
        assertRefused("files_changed[0].path is longer than 16 KiB", LINE + file(beyond));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ ]", "{\"a\": }"})
    void objects_and_arrays_are_nested_eight_deep_at_most(String form) {
        assertRead(LINE + IDS + "\"unknown\":" + nested(7, form) + "}");
        assertRefused("nested deeper than 8", LINE + IDS + "\"unknown\":" + nested(8, form) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void the_older_form_has_the_limit_of_a_block_too(String end) {
        String ids = String.join(end, "workflow_id: w", "task_id: t", "terminal_id: x", "status: completed", "");
        String lines = ids + ("unknown: " + "x".repeat(90) + end).repeat(600);

        assertRead(LINE + lines);
        assertRefused("64 KiB", LINE + lines + ("unknown: " + "x".repeat(90) + end).repeat(100));
        assertRead(LINE + lines + end + "y".repeat(64 * KIB));
    }

    private static String issue(String message) {
        return IDS + "\"issues\":[{\"severity\":\"s\",\"message\":\"" + message + "\"}]}";
    }

    private static String file(String path) {
        return IDS + "\"files_changed\":[{\"path\":\"" + path + "\",\"change_type\":\"added\"}]}";
    }

    private static String nested(int levels, String form) {
        String[] sides = form.split(" ", -1);
        return sides[0].repeat(levels - 1) + form.replace("\"a\": ", "").replace(" ", "") + sides[1].repeat(levels - 1);
    }

    /** Exactly so many bytes: of the filling as far as it goes, of letters for the rest. */
    private static String filled(int bytes, String filling) {
        int times = bytes / bytes(filling);
        return "y".repeat(bytes - times * bytes(filling)) + filling.repeat(times);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void assertRead(String message) {
        ParsedCommit parsed = CommitMetadataParser.parse(message);
        assertThat(parsed instanceof Malformed malformed ? malformed.problems() : null)
                .isNull();
        assertThat(parsed).isInstanceOf(WithMetadata.class);
    }

    private static void assertRefused(String word, String message) {
        assertThat(CommitMetadataParser.parse(message))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.problems())
                                .anySatisfy(problem -> assertThat(problem).contains(word)));
    }
}
