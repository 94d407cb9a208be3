package io.gitcortex.examples.runner.doctor;

import io.gitcortex.examples.runner.console.Tone;

/**
 * What the doctor has found.
 *
 * @param level how bad it is
 * @param text what, and the way out where it is bad
 */
public record Finding(Level level, String text) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK("ok     ", Tone.GOOD),
        /** Good to know. */
        NOTE("note   ", Tone.PLAIN),
        /** Could not be looked at. */
        UNSEEN("unseen ", Tone.ATTENTION),
        /** GitCortex cannot work like this. */
        PROBLEM("problem", Tone.BAD);

        private final String word;
        private final Tone tone;

        Level(String word, Tone tone) {
            this.word = word;
            this.tone = tone;
        }

        /** The level in a column of its own. */
        public String word() {
            return word;
        }

        /** How the line is meant. */
        public Tone tone() {
            return tone;
        }
    }

    static Finding ok(String text) {
        return new Finding(Level.OK, text);
    }

    static Finding note(String text) {
        return new Finding(Level.NOTE, text);
    }

    static Finding unseen(String text) {
        return new Finding(Level.UNSEEN, text);
    }

    static Finding problem(String text) {
        return new Finding(Level.PROBLEM, text);
    }
}
