package io.gitcortex.core.file;

import java.util.List;
import java.util.Map;

/** A part of a file, with the line that it begins on. Immutable. */
sealed interface FileNode {
    int line();

    /** How many nodes this one holds, itself included; what an alias repeats counts each time. */
    int weight();

    /** What it is, in words that go on after "not". */
    String described();

    /** What a plain value is. */
    enum Kind {
        TEXT("text"),
        NUMBER("a number"),
        TRUTH("true or false"),
        NOTHING("nothing");

        private final String described;

        Kind(String described) {
            this.described = described;
        }
    }

    /** One value; {@code text} is as it was written, without quotes. */
    record Scalar(int line, Kind kind, String text) implements FileNode {
        @Override
        public int weight() {
            return 1;
        }

        @Override
        public String described() {
            return kind.described;
        }
    }

    /** A list. */
    record Sequence(int line, List<FileNode> items, int weight) implements FileNode {
        @Override
        public String described() {
            return "a list";
        }
    }

    /** Keys with their values, in the order of the file. */
    record Mapping(int line, Map<String, Entry> entries, int weight) implements FileNode {
        @Override
        public String described() {
            return "a mapping";
        }
    }

    /** A value and the line of its key. */
    record Entry(int line, FileNode value) {}
}
