package io.gitcortex.examples.runner.progress;

import io.gitcortex.model.ReviewIssue;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.ReportedCommit;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the same things are said the same everywhere. */
public final class Wording {
    private static final int SHORT_HASH = 9;
    private static final int CLIP = 160;
    private static final DateTimeFormatter DEADLINE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Wording() {}

    /** A commit as git shows it in short. */
    public static String hash(String hash) {
        return hash.length() <= SHORT_HASH ? hash : hash.substring(0, SHORT_HASH);
    }

    static String hash(ReportedCommit commit) {
        return "commit " + hash(commit.hash());
    }

    /** The first line of a text, in quotes. */
    static String quote(String text) {
        return "\"" + clip(text.strip().lines().findFirst().orElse("")) + "\"";
    }

    static String clip(String text) {
        if (text.codePointCount(0, text.length()) <= CLIP) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, CLIP)) + "...";
    }

    static String issue(ReviewIssue issue) {
        String path = issue.path() == null ? "" : issue.path() + ":";
        String line = issue.line() == 0 ? "" : issue.line() + ":";
        String where = path.isEmpty() && line.isEmpty() ? "" : path + line + " ";
        return clip(where + issue.severity() + ": " + issue.message());
    }

    /** So many things, by a word that takes an s where there is not exactly one. */
    public static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** {@code StartTask} as {@code start task}. */
    static String words(Instruction instruction) {
        return instruction
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** The lines of a text, without blank ones and without blanks around them. */
    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** A question with all that a person can answer. */
    public static List<String> question(Question question) {
        List<String> lines = new ArrayList<>();
        List<String> text = lines(question.text());
        lines.add("Question " + question.id() + ": " + (text.isEmpty() ? "" : text.get(0)));
        text.stream().skip(1).forEach(line -> lines.add("    " + line));
        for (Question.Choice choice : question.choices()) {
            lines.add("  " + choice.key() + ": " + choice.meaning());
        }
        String deadline = DEADLINE.format(question.deadline().atZone(ZoneId.systemDefault()));
        lines.add("  If nobody answers by " + deadline + ": " + question.defaultChoice());
        return lines;
    }
}
