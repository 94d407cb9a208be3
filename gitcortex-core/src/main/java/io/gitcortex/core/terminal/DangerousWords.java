package io.gitcortex.core.terminal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Words that make a prompt one for a person, whatever a dialect allows: what they speak of cannot be undone, or is a secret. */
final class DangerousWords {
    private static final Pattern WORDS = Pattern.compile(
            "\\brm\\s+-\\w*[rf]|\\bsudo\\b|\\bforce[- ]push|push\\s+(--force|-f)\\b|\\bdelete\\b|\\berase\\b|\\bwipe\\b|\\bmkfs\\b"
                    + "|\\bdrop\\s+(table|database)\\b|\\bpassword\\b|\\bpassphrase\\b|\\bcredit card\\b|\\bpayment\\b|\\bpurchase\\b"
                    + "|\\bbypass\\b|\\bdangerous");

    private DangerousWords() {}

    static boolean areIn(String text) {
        return WORDS.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
