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
        if (turn.results().isEmpty()) {
            return new Step.Shell("cat '" + Script.pathIn(turn.prompt()) + "'");
        }
        Matcher helper = HELPER.matcher(turn.results().get(0));
        if (!helper.find()) {
            return new Step.Say("This is no instruction: " + turn.results().get(0));
        }
        List<Step> steps = helper.group(2).equals("completed")
                ? coder(helper.group(1), Script.pathIn(turn.prompt()))
                : reviewer(helper.group(1), turn.results().get(0));
        int next = turn.results().size() - 1;
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
