package io.gitcortex.integration.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does what marks in the prompt say, one after the other:
 *
 * <pre>
 * [[sh: COMMAND]] [[sh64: BASE64]]   have the CLI run a command
 * [[tool: NAME JSON]]                have it call a tool
 * [[say: TEXT]]                      say something, which ends the turn
 * [[http: STATUS]]                   answer with an error, once
 * [[refuse: STATUS TEXT]]            answer with an error, whenever asked
 * [[sleep: MS]] [[hang: MS]]         wait before, or within, the next answer
 * </pre>
 *
 * Thread-safe.
 */
final class Marks implements Script {
    private static final Pattern MARK =
            Pattern.compile("\\[\\[(sh64|sh|tool|say|http|refuse|sleep|hang):\\s*(.*?)\\s*\\]\\]", Pattern.DOTALL);

    private final Script otherwise;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Marks(Script otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public Step next(Turn turn) {
        List<Mark> marks = marks(turn.prompt());
        return marks.isEmpty() ? otherwise.next(turn) : next(marks, turn);
    }

    private Step next(List<Mark> marks, Turn turn) {
        int before = 0; // Calls that have been made, as each has left a result.
        Duration pause = Duration.ZERO;
        Duration hang = Duration.ZERO;
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            boolean now = before == turn.results().size();
            if (mark.isCall() && !now) {
                before++;
            } else if (now && mark.kind().equals("sleep")) {
                pause = pause.plus(mark.milliseconds());
            } else if (now && mark.kind().equals("hang")) {
                hang = hang.plus(mark.milliseconds());
            } else if (now && (!mark.kind().equals("http") || refused.add(i + " " + turn.prompt()))) {
                return delayed(pause, hang, mark.step());
            }
        }
        return delayed(pause, hang, new Step.Say(DONE));
    }

    private static Step delayed(Duration pause, Duration hang, Step step) {
        if (!pause.isZero()) {
            return new Step.Pause(pause, step);
        }
        return hang.isZero() || step instanceof Step.Refuse ? step : new Step.Hang(hang, step);
    }

    private static List<Mark> marks(String prompt) {
        List<Mark> marks = new ArrayList<>();
        Matcher matcher = MARK.matcher(prompt);
        while (matcher.find()) {
            marks.add(new Mark(matcher.group(1), matcher.group(2)));
        }
        return marks;
    }

    private record Mark(String kind, String value) {
        boolean isCall() {
            return kind.equals("sh") || kind.equals("sh64") || kind.equals("tool");
        }

        Duration milliseconds() {
            return Duration.ofMillis(Long.parseLong(value));
        }

        Step step() {
            String[] words = value.split("\\s+", 2);
            return switch (kind) {
                case "sh" -> new Step.Shell(value);
                case "sh64" -> new Step.Shell(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
                case "tool" -> new Step.Call(words[0], words.length == 1 ? "{}" : words[1]);
                case "say" -> new Step.Say(value);
                case "http" -> Step.Refuse.with(Integer.parseInt(value));
                case "refuse" ->
                    words.length == 1
                            ? Step.Refuse.with(Integer.parseInt(value))
                            : new Step.Refuse(Integer.parseInt(words[0]), words[1], Map.of());
                default -> throw new IllegalStateException("A mark that is no step: " + kind);
            };
        }
    }
}
