package io.gitcortex.core.terminal;

import java.nio.file.Path;

/**
 * The files that a session is told of.
 *
 * @param instruction what it is to do
 * @param helper the program with which it reports
 */
record SessionFiles(Path instruction, Path helper) {}
