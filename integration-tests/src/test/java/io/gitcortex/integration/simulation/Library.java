package io.gitcortex.integration.simulation;

import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.decide.RoundText;
import io.gitcortex.core.terminal.DataFiles;
import java.nio.file.Path;

/** What never changes, and is costly to make. */
record Library(DataFiles files, PromptTemplates templates, RoundText texts) {
    static Library in(Path directory) {
        PromptTemplates templates = PromptTemplates.builtIn();
        return new Library(DataFiles.open(directory), templates, new RoundText(templates));
    }
}
