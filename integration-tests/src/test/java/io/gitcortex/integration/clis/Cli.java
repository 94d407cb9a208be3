package io.gitcortex.integration.clis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The coding CLIs that are tried, in the versions that the dialects were verified with. */
public enum Cli {
    CLAUDE_CODE("claude", "@anthropic-ai/claude-code", "2.1.197", 18),
    CODEX("codex", "@openai/codex", "0.169.0", 16),
    COPILOT("copilot", "@github/copilot", "1.0.102", 18),
    GEMINI("gemini", "@google/gemini-cli", "0.61.0", 20),
    OPENCODE("opencode", "opencode-ai", "1.18.33", 18),
    QWEN_CODE("qwen", "@qwen-code/qwen-code", "0.15.10", 20);

    /** What is installed beside a CLI that the machine's own Node is too old for. */
    private static final String NODE = "node@20.20.2";

    private final String program;
    private final String npmPackage;
    private final String version;
    private final int oldestNode;

    Cli(String program, String npmPackage, String version, int oldestNode) {
        this.program = program;
        this.npmPackage = npmPackage;
        this.version = version;
        this.oldestNode = oldestNode;
    }

    /** All of them, or the one whose dialect the system property {@code gitcortex.cli} names. */
    static List<Cli> chosen() {
        String name = System.getProperty("gitcortex.cli", "");
        List<Cli> chosen = Stream.of(values())
                .filter(cli -> name.isEmpty() || cli.dialect().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("-Dgitcortex.cli=" + name + " names none of "
                    + Stream.of(values()).map(Cli::dialect).toList());
        }
        return chosen;
    }

    /** The name of its dialect. */
    public String dialect() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it goes on with a conversation that another process of it has begun. */
    boolean goesOn() {
        return this != OPENCODE;
    }

    /** What is started. */
    public String program() {
        return program;
    }

    /** The version that is installed. */
    public String version() {
        return version;
    }

    /** What npm installs, on a machine whose Node has this major version; 0 where there is none. */
    List<String> packages(int node) {
        List<String> packages = new ArrayList<>(List.of(npmPackage + "@" + version));
        if (node < oldestNode) {
            packages.add(NODE);
        }
        return packages;
    }
}
