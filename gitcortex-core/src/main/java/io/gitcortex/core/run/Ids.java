package io.gitcortex.core.run;

import io.gitcortex.model.InstructionId;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes identifiers. Thread-safe if its source of chance is. */
public final class Ids {
    private static final int UNGUESSABLE = 16;
    private static final int UNIQUE = 6;

    private final RandomGenerator chance;

    /** Identifiers from a source of chance: a {@link java.security.SecureRandom}, or a seeded one in a simulation. */
    public Ids(RandomGenerator chance) {
        this.chance = chance;
    }

    /** 128 random bits: whoever knows it was told it. */
    InstructionId instruction() {
        return InstructionId.of("i-" + hex(UNGUESSABLE));
    }

    SessionId session() {
        return SessionId.of("s-" + hex(UNIQUE));
    }

    QuestionId question() {
        return QuestionId.of("q-" + hex(UNIQUE));
    }

    /** A workflow's id is part of its branches' names: short, and of plain characters. */
    public WorkflowId workflow() {
        return WorkflowId.of("wf-" + hex(UNIQUE));
    }

    /** Names one opening of a {@code GitCortex}. */
    public String instance() {
        return hex(UNIQUE);
    }

    private String hex(int count) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
