package io.gitcortex.integration.clis;

import io.gitcortex.integration.standin.Script;
import io.gitcortex.integration.standin.Step;
import io.gitcortex.integration.standin.Turn;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that writes hello once more whenever it is to work, and passes in a review what says it twice. It knows nothing but what
 * the instruction says, which the CLI has read for it.
 */
final class HelloModel implements Script {
    /** What the coder is to do, as far as this model is concerned. */
    static final String DESCRIPTION = "Write hello into hello.txt";

    /** How the instruction names the helper, by its absolute path. */
    static final Pattern HELPER = Pattern.compile("(/\\S+/gitcortex-report) (completed|review_pass)");

    private static final int LOOKS = 3;
    private static final Pattern REVIEWED = Pattern.compile("--reviewed (\\S+)");

    private final String work;

    HelloModel() {
        this("echo hello >>hello.txt");
    }

    /** One whose work is a command of another kind; {@code {instruction}} stands for the file that it was told to read. */
    HelloModel(String work) {
        this.work = work;
    }

    @Override
    public Step next(Turn turn) {
        List<String> results = turn.results();
        // On a busy machine a shell tool may lose what a short program has printed (gemini): whoever works with it
        // looks again.
        int looks = (int) results.stream()
                .takeWhile(result -> !HELPER.matcher(result).find())
                .count();
        if (looks == results.size()) {
            return looks < LOOKS
                    ? new Step.Shell("cat '" + Script.pathIn(turn.prompt()) + "'")
                    : new Step.Say("This is no instruction: " + results.get(0));
        }
        Matcher helper = HELPER.matcher(results.get(looks));
        boolean unused = helper.find(); // It does: that is where looking has ended.
        List<Step> steps = helper.group(2).equals("completed")
                ? coder(helper.group(1), Script.pathIn(turn.prompt()))
                : reviewer(helper.group(1), results.get(looks));
        int next = results.size() - 1 - looks;
        return next < steps.size() ? steps.get(next) : new Step.Say(Script.DONE);
    }

    private List<Step> coder(String helper, String instruction) {
        return List.of(
                new Step.Shell(work.replace("{instruction}", "'" + instruction + "'")),
                new Step.Shell(helper + " completed -m \"Say hello\""));
    }

    private static List<Step> reviewer(String helper, String instruction) {
        Matcher reviewed = REVIEWED.matcher(instruction);
        String subject = reviewed.find() ? reviewed.group(1) : "none";
        String report = helper + " %s --reviewed " + subject;
        // Without $(...), which gemini's shell refuses.
        return List.of(new Step.Shell("if tail -n +2 hello.txt | grep -q hello; then "
                + report.formatted("review_pass") + " -m Good; else " + report.formatted("review_reject")
                + " -m \"Not yet\" --issue \"hello.txt:1:major:Say it twice\"; fi"));
    }
}
