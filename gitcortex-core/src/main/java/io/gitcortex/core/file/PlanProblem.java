package io.gitcortex.core.file;

/**
 * Something that keeps a plan from being used. Immutable.
 *
 * @param path where in the plan, for example {@code tasks[0].terminals[1].cli}; empty for the plan as a whole
 * @param line the line in the file, counted from 1; 0 where there is none
 * @param message what is wrong and what to do
 */
public record PlanProblem(String path, int line, String message) {}
