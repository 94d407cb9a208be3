package io.gitcortex.core.commit;

import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes metadata of every form, with texts as nasty as Java's strings can hold. One seed gives one sequence. */
final class MetadataGenerator {
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "\\n",
            "\\u0041",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u2028",
            "\u2029",
            "\ufeff",
            "\u202e",
            "\u200d",
            "\ufffe",
            "\uffff",
            "\ufdd0",
            "\ud83f\udffe",
            "\ud800",
            "\udfff",
            "\udc00\ud800",
            "\ud83d\ude00",
            "ä",
            "漢字",
            "e\u0301",
            " ",
            "   ",
            "}",
            "{\"status\":\"failed\"}",
            "]",
            ",",
            "\n---METADATA---\n",
            "---METADATA---",
            "# ",
            "> ",
            "--- ",
            "'",
            "`",
            "$HOME",
            "%s",
            "word ",
            "word",
            "a rather long run of words that has to be broken somewhere ",
            "x".repeat(90),
            "null",
            "/",
            "//",
            "/*");

    private static final List<CommitStatus> STATUSES = List.of(CommitStatus.values());

    private final Random random;

    MetadataGenerator(long seed) {
        this.random = new Random(seed);
    }

    CommitMetadata next() {
        CommitStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
        boolean reject = status == CommitStatus.REVIEW_REJECT;
        boolean verdict = reject || status == CommitStatus.REVIEW_PASS;
        return CommitMetadata.builder(WorkflowId.of(id()), TaskId.of(id()), TerminalId.of(id()), status)
                .instructionId(perhaps(() -> InstructionId.of(id())))
                .reviewedTerminal(verdict ? TerminalId.of(id()) : perhaps(() -> TerminalId.of(id())))
                .issues(some(this::issue, reject ? 1 : 0))
                .filesChanged(some(() -> new FileChange(notBlank(text(5)), text(3)), 0))
                .notes(perhaps(() -> text(60)))
                .build();
    }

    /** Any text of up to {@code pieces} pieces. */
    String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(random.nextInt(8) == 0 ? anything() : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private String anything() {
        return Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1));
    }

    private String id() {
        String text = text(6).replaceAll("\\p{Cntrl}|[\u0080-\u009f]", "");
        return notBlank(text.substring(0, Math.min(text.length(), 199)));
    }

    private static String notBlank(String text) {
        return text.isBlank() ? "x" + text : text;
    }

    private ReviewIssue issue() {
        int line = random.nextInt(3) == 0 ? 0 : random.nextInt(Integer.MAX_VALUE);
        return new ReviewIssue(perhaps(() -> text(4)), line, text(2), notBlank(text(30)), perhaps(() -> text(20)));
    }

    private <T> @Nullable T perhaps(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> some(Supplier<T> value, int least) {
        return Stream.generate(value).limit(least + random.nextInt(4)).toList();
    }
}
