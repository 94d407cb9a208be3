package io.gitcortex.core.git;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** The full names of refs. */
public final class RefNames {
    private RefNames() {}

    /**
     * The full name.
     *
     * @param refOrBranch {@code HEAD}, a full name, or a branch
     * @return the full name
     */
    public static String full(String refOrBranch) {
        if (refOrBranch.startsWith(Constants.R_REFS) || refOrBranch.equals(Constants.HEAD)) {
            return refOrBranch;
        }
        return Constants.R_HEADS + refOrBranch;
    }

    /**
     * The name that people use.
     *
     * @param ref a ref or a branch
     * @return the branch without {@code refs/heads/}; another ref as it is
     */
    public static String branch(String ref) {
        return ref.startsWith(Constants.R_HEADS) ? ref.substring(Constants.R_HEADS.length()) : ref;
    }

    /**
     * Whether a name may be given to git.
     *
     * @param refOrBranch a ref or a branch
     * @return whether git would take it as a name
     */
    public static boolean isValid(String refOrBranch) {
        return !refOrBranch.startsWith("-") && Repository.isValidRefName(full(refOrBranch));
    }
}
