package io.gitcortex.core.commit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Commit messages that agents, tools and enemies write, each with what is to be made of it. */
final class NastyMessages {
    /** What a message must be taken for. */
    enum Kind {
        PLAIN,
        WITH_METADATA,
        MALFORMED
    }

    /** @param word what one of the problems must say; empty where there are none */
    record Nasty(String name, Kind kind, String word, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final String SEPARATOR = "---METADATA---";
    private static final String LINE = SEPARATOR + "\n";
    private static final String IDS = "\"workflow_id\":\"w\",\"task_id\":\"t\",\"terminal_id\":\"x\"";
    private static final String DONE = "{" + IDS + ",\"status\":\"completed\"}";
    private static final String OLDER = "workflow_id: w\ntask_id: t\nterminal_id: x\nstatus: completed\n";

    private NastyMessages() {}

    static Stream<Nasty> all() {
        return Stream.of(separators(), syntax(), fields(), reviews(), lists(), olderForm(), limits())
                .flatMap(List::stream);
    }

    private static List<Nasty> separators() {
        return List.of(
                plain("nothing at all", ""),
                plain("blanks", " \t\r\n\n"),
                plain("a null character", "\0"),
                plain("a block without a separator", "Fix\n\n" + DONE),
                plain("separator in prose", "Explain what " + SEPARATOR + " means\n" + DONE),
                plain("separator quoted as mail", "Fix\n> " + LINE + "> " + DONE),
                plain("separator in a comment", "Fix\n# " + LINE + DONE),
                plain("separator in quotes", "Fix\n\"" + SEPARATOR + "\"\n" + DONE),
                plain("separator in lower case", "Fix\n---metadata---\n" + DONE),
                plain("separator with blanks inside", "Fix\n--- METADATA ---\n" + DONE),
                plain("separator a dash short", "Fix\n---METADATA--\n" + DONE),
                plain("separator a dash long", "Fix\n----METADATA----\n" + DONE),
                plain("block on the separator's line", "Fix\n" + SEPARATOR + " " + DONE),
                plain("line breaks typed as backslash and n", "Fix\\n\\n" + SEPARATOR + "\\n" + DONE),
                plain("lone carriage returns", "Fix\r" + SEPARATOR + "\r" + DONE),
                plain("separator between no-break spaces", "Fix\n\u00a0" + SEPARATOR + "\u00a0\n" + DONE),
                plain("separator after a byte order mark", "\ufeff" + LINE + DONE),
                good("no text before the separator", LINE + DONE),
                good("a null character before the separator", "Fix\0\n" + LINE + DONE),
                good("half a surrogate pair before the separator", "Fix\ud83d\n" + LINE + DONE),
                good("Windows line ends", "Fix\r\n\r\n" + SEPARATOR + "\r\n" + DONE.replace(",", ",\r\n") + "\r\n"),
                good("indented separator and block", "Fix\n \t " + SEPARATOR + " \t\n\t" + DONE),
                good("blank lines after the separator", "Fix\n" + LINE + "\n \n\t\n" + DONE),
                good("separator in prose and for real", "Explain " + SEPARATOR + "\n" + LINE + DONE),
                good("separator inside a string", withNotes("\"\\n" + SEPARATOR + "\\n\"")),
                good("separator as an element on its own line", withNotes("[\n\"" + SEPARATOR + "\"\n]")),
                bad("separator last", "Nothing follows", "Fix\n" + SEPARATOR),
                bad("two separators, two blocks", "twice", block(DONE) + "\n" + LINE + DONE),
                bad("two separators in a row", "twice", "Fix\n" + LINE + LINE + DONE),
                bad("second separator after trailers", "as line 8", block(DONE) + "\n\nBy: A\n\n" + LINE),
                bad("separator on its own line within a string", "twice", withNotes("\"\n" + SEPARATOR + "\n\"")));
    }

    private static List<Nasty> syntax() {
        return List.of(
                good("trailers after the object", block(DONE + "\n\nGenerated with Some CLI\nCo-Authored-By: A <a@b>")),
                good("garbage behind the brace", block(DONE + "}}]]{\"status\":\"failed\"}")),
                good("a code fence closed behind it", block(DONE + "\n```")),
                good("one member per line", block(DONE.replace(",", "\n,\n").replace(":", "\n:\n"))),
                good("escaped keys", block(DONE.replace("\"status\"", "\"\\u0073tatus\""))),
                bad("a code fence around it", "code fence", block("```json\n" + DONE + "\n```")),
                bad("prose instead", "'Done", block("Done, everything works")),
                bad("an array", "{", block("[" + DONE + "]")),
                bad("a string", "{", block("\"completed\"")),
                bad("a byte order mark before the brace", "{", block("\ufeff" + DONE)),
                bad("cut short", "too early", block(DONE.substring(0, DONE.length() - 1))),
                bad("cut within a string", "too early", block(DONE.substring(0, DONE.length() - 4))),
                bad("only a brace", "too early", block("{")),
                bad("an empty object", "workflow_id", block("{}")),
                bad("single quotes", "not valid JSON", block(DONE.replace('"', '\''))),
                bad("typographic quotes", "not valid JSON", block(DONE.replace('"', '\u201d'))),
                bad("no quotes around keys", "not valid JSON", block("{status: \"completed\"}")),
                bad("a comma too many", "not valid JSON", block("{" + IDS + ",\"status\":\"completed\",}")),
                bad("a comment inside", "not valid JSON", block("{/* done */" + DONE.substring(1))),
                bad("a line break in a string", "line 4, column", withNotes("\"a\nb\"")),
                bad("a control character in a string", "not valid JSON", withNotes("\"\u0007\"")),
                bad("a wrong escape", "not valid JSON", withNotes("\"\\x41\"")),
                bad("not a number", "not valid JSON", withNotes("NaN")),
                bad("a key twice", "twice", block("{\"status\":\"failed\"," + DONE.substring(1))),
                bad("a key twice with one value", "twice", block("{\"status\":\"completed\"," + DONE.substring(1))),
                bad("an unknown key twice", "twice", block("{\"a\":1,\"a\":1," + DONE.substring(1))));
    }

    private static List<Nasty> fields() {
        return List.of(
                good("unknown keys of every form", with("\"a\":{\"b\":[1e999999999,{}]},\"\":null,\"c\":-0.0")),
                good("a huge number that nobody reads", with("\"a\":" + "9".repeat(5000))),
                good("half a surrogate pair in notes", withNotes("\"\\ud83d\"")),
                good("both spellings with one value", with("\"taskId\":\"t\"")),
                good("optional things null", with("\"notes\":null,\"issues\":null,\"instruction_id\":null")),
                good("a blank instruction id", with("\"instruction_id\":\" \"")),
                bad("both spellings with two values", "different values", with("\"taskId\":\"u\"")),
                bad("both spellings, one null", "different values", with("\"taskId\":null")),
                bad("a blank id", "task_id is missing or blank", block(DONE.replace("\"t\"", "\" \\u2003\""))),
                bad("an id that is null", "task_id is missing", block(DONE.replace("\"t\"", "null"))),
                bad("an id that is a number", "task_id must be a JSON string", block(DONE.replace("\"t\"", "7"))),
                bad("an id that is an array", "must be a JSON string", block(DONE.replace("\"t\"", "[\"t\"]"))),
                bad("an id with a line break", "control characters", block(DONE.replace("\"t\"", "\"t\\n\""))),
                bad("an id too long", "at most 200", block(DONE.replace("\"t\"", "\"" + "t".repeat(201) + "\""))),
                bad(
                        "an instruction id too long",
                        "instruction_id is no",
                        with("\"instruction_id\":\"" + "i".repeat(201) + "\"")),
                bad("no status", "status is missing", block("{" + IDS + "}")),
                bad("an unknown status", "review_pass", status("\"done\"")),
                bad("a status in upper case", "unknown", status("\"COMPLETED\"")),
                bad("a status with a blank", "unknown", status("\"completed \"")),
                bad("a status that is true", "JSON string", status("true")),
                bad("a status that would mess a terminal up", "'?[2J?'", status("\"\\u001b[2J\\u0007\"")),
                bad("notes that are an object", "array of strings", with("\"notes\":{}")),
                bad("notes with a number among them", "array of strings", with("\"notes\":[\"a\",1]")));
    }

    private static List<Nasty> reviews() {
        String issue = "[{\"severity\":\"minor\",\"message\":\"m\"}]";
        return List.of(
                good("a verdict without line and path", review("review_reject", "\"r\"", issue)),
                good("a pass with issues", review("review_passed", "\"r\"", issue)),
                good("a failure with issues", review("failed", "null", issue)),
                bad("a pass of nothing", "reviewed_terminal", status("\"review_pass\"")),
                bad("a pass of a blank", "reviewed_terminal", review("review_pass", "\" \"", "null")),
                bad("a reject of nothing", "reviewed_terminal", review("review_reject", "null", issue)),
                bad("a reject without issues", "at least one", review("review_reject", "\"r\"", "null")),
                bad("a reject with no issues", "at least one", review("review_rejected", "\"r\"", "[]")));
    }

    private static List<Nasty> lists() {
        return List.of(
                good(
                        "a suggestion in pieces",
                        issue("\"line\":1,\"severity\":\"\",\"message\":[\"m\"],\"suggestion\":[]")),
                bad("issues in an object", "array of JSON objects", with("\"issues\":{}")),
                bad("an issue that is a string", "issues[0] must be", with("\"issues\":[\"bad\"]")),
                bad("an issue that is null", "issues[0] must be", with("\"issues\":[null]")),
                good("a file in both spellings", file("\"change_type\":\"added\",\"changeType\":\"added\"")),
                bad(
                        "a file with two changes",
                        "different",
                        file("\"change_type\":\"added\",\"changeType\":\"deleted\"")),
                bad("a file with a key twice", "twice", file("\"change_type\":\"added\",\"change_type\":\"added\"")),
                bad(
                        "an issue with a key twice",
                        "twice",
                        issue("\"severity\":\"s\",\"message\":\"m\",\"message\":\"m\"")),
                bad("an issue without severity", "issues[0].severity", issue("\"message\":\"m\"")),
                bad(
                        "an issue with a blank message",
                        "issues[0].message",
                        issue("\"severity\":\"s\",\"message\":[\" \",\"\\n\"]")),
                bad("a line in quotes", "whole number", line("\"42\"")),
                bad("a line below zero", "not negative", line("-1")),
                bad("a line and a half", "whole number", line("1.5")),
                bad("a line beyond counting", "whole number", line("2147483648")),
                bad("a line beyond all numbers", "whole number", line("9".repeat(30000))),
                bad("a range of lines", "whole number", line("[1,2]")),
                bad("files as strings", "files_changed[0]", with("\"files_changed\":[\"a.txt\"]")),
                bad(
                        "a file without a path",
                        "files_changed[0].path",
                        with("\"files_changed\":[{\"change_type\":\"added\"}]")),
                bad("a file without a change", "change_type", with("\"filesChanged\":[{\"path\":\"a\"}]")));
    }

    private static List<Nasty> olderForm() {
        return List.of(
                good("lines", block(OLDER)),
                good("lines with Windows ends", block(OLDER.replace("\n", "\r\n"))),
                good("lines, then trailers", block(OLDER + "Co-Authored-By: A <a@b>\nCo-Authored-By: B <b@c>")),
                good("lines, then prose", block(OLDER + "\nstatus: failed\nand more")),
                good("lines with camelCase", block(OLDER.replace("task_id", "taskId"))),
                bad("prose among lines", "key: value", block(OLDER + "All tests pass\n")),
                bad("lines with a key twice", "twice", block(OLDER + "status: completed\n")),
                bad("lines in both spellings", "different values", block(OLDER + "taskId: u\n")),
                bad("lines with an empty value", "task_id is missing", block(OLDER.replace("task_id: t", "task_id:"))),
                bad(
                        "lines with issues that are no JSON",
                        "The value of issues",
                        block(OLDER + "issues: [{line: 1}]\n")),
                bad("lines too many", "64 KiB", block(OLDER + "a: b\n".repeat(20000))));
    }

    private static List<Nasty> limits() {
        String deep = "[".repeat(7) + "]".repeat(7);
        String large = IntStream.range(0, 6)
                .mapToObj(i -> "\"k" + i + "\":\"" + "v".repeat(13000) + "\"")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        return List.of(
                plain("2 MiB without a separator", "x\n".repeat(1 << 20)),
                good("a text of nearly 1 MiB", "x".repeat((1 << 20) - 1000) + "\n" + LINE + DONE),
                good("8 levels", with("\"a\":" + deep)),
                good("notes of 16 KiB", withNotes("\"" + "n".repeat(16384) + "\"")),
                good("a long trailer", block(DONE + "\n\n" + "t".repeat(200000))),
                bad("a message over 1 MiB", "1 MiB", "x".repeat(1 << 20) + "\n" + LINE + DONE),
                bad("a message over 1 MiB in UTF-8 alone", "1 MiB", "\u20ac".repeat(400000) + "\n" + LINE + DONE),
                bad("9 levels", "nested deeper than 8", with("\"a\":[" + deep + "]")),
                bad("60,000 levels", "nested deeper than 8", with("\"a\":" + "[".repeat(30000) + "]".repeat(30000))),
                bad("levels without an end", "64 KiB", block("{\"a\":" + "[".repeat(900000))),
                bad("notes over 16 KiB", "notes is longer than 16 KiB", withNotes("\"" + "n".repeat(16385) + "\"")),
                bad(
                        "notes over 16 KiB in pieces",
                        "notes is longer",
                        withNotes("[" + "\"nnnn\",".repeat(4097) + "\"\"]")),
                bad(
                        "notes over 16 KiB in UTF-8 alone",
                        "notes is longer",
                        withNotes("\"" + "\u20ac".repeat(6000) + "\"")),
                bad("a block over 64 KiB", "64 KiB", with(large)),
                bad("a block over 64 KiB in UTF-8 alone", "64 KiB", with("\"a\":\"" + "\u20ac".repeat(22000) + "\"")),
                bad("a key of 1 MB", "64 KiB", with("\"" + "k".repeat(1000000) + "\":1")));
    }

    private static String block(String block) {
        return "Fix\n\n" + LINE + block;
    }

    private static String with(String member) {
        return block("{" + IDS + ",\"status\":\"completed\"," + member + "}");
    }

    private static String withNotes(String json) {
        return with("\"notes\":" + json);
    }

    private static String status(String json) {
        return block("{" + IDS + ",\"status\":" + json + "}");
    }

    private static String review(String status, String reviewed, String issues) {
        return block("{" + IDS + ",\"status\":\"" + status + "\",\"reviewed_terminal\":" + reviewed + ",\"issues\":"
                + issues + "}");
    }

    private static String issue(String members) {
        return with("\"issues\":[{" + members + "}]");
    }

    private static String file(String members) {
        return with("\"files_changed\":[{\"path\":\"a\"," + members + "}]");
    }

    private static String line(String json) {
        return issue("\"severity\":\"s\",\"message\":\"m\",\"line\":" + json);
    }

    private static Nasty plain(String name, String message) {
        return new Nasty(name, Kind.PLAIN, "", message);
    }

    private static Nasty good(String name, String message) {
        return new Nasty(name, Kind.WITH_METADATA, "", message);
    }

    private static Nasty bad(String name, String word, String message) {
        return new Nasty(name, Kind.MALFORMED, word, message);
    }
}
