package io.gitcortex.core.worktree;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of git.
 *
 * <p>Immutable.
 *
 * @param major the first number
 * @param minor the second number
 */
public record GitVersion(int major, int minor) implements Comparable<GitVersion> {
    /** The first with {@code merge-tree --write-tree}. */
    public static final GitVersion REQUIRED = new GitVersion(2, 38);

    private static final Pattern TEXT = Pattern.compile("git version (\\d{1,6})\\.(\\d{1,6})");

    /**
     * Reads what {@code git version} prints.
     *
     * @param text as printed
     * @return the version
     * @throws IllegalArgumentException if it is not of that form
     */
    static GitVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("Not a version of git: " + text);
        }
        return new GitVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(GitVersion other) {
        return Comparator.comparingInt(GitVersion::major)
                .thenComparingInt(GitVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
