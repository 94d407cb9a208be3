package io.gitcortex.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void noFileAndNoMethodIsTooLargeAndNoneTakesTooMuch() throws IOException {
        List<Path> sources = Checkout.sources();
        assertThat(sources).as("sources of all modules").hasSizeGreaterThan(200);
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            assertThat(Sizes.tooLarge(files.getJavaFileObjectsFromPaths(sources)))
                    .as(
                            "files over %s lines, methods over %s lines or %s parameters",
                            Sizes.MOST_LINES_OF_A_FILE, Sizes.MOST_LINES_OF_A_METHOD, Sizes.MOST_PARAMETERS)
                    .isEmpty();
        }
    }

    @Test
    void aFileIsTooLargeFromItsFourHundredAndFirstLineOn() {
        assertThat(tooLarge("class A {\n" + "\n".repeat(398) + "}\n")).isEmpty();
        assertThat(tooLarge("class A {\n" + "\n".repeat(399) + "}\n")).containsExactly("/A.java has 401 lines");
    }

    @Test
    void aMethodIsTooLargeFromItsFortyFirstLineOn() {
        assertThat(tooLarge("class A {\n/** Not counted. */\nvoid a() {\n" + "\n".repeat(38) + "}\n}\n"))
                .isEmpty();
        assertThat(tooLarge("class A {\n/** Not counted. */\nvoid a() {\n" + "\n".repeat(39) + "}\n}\n"))
                .containsExactly("/A.java:3 a has 41 lines");
    }

    @Test
    void aMethodTakesFourThingsAtMostAndARecordOrAnExceptionWhatItIsMadeOf() {
        assertThat(tooLarge("class A { void a(int a, int b, int c, int d) {} }"))
                .isEmpty();
        assertThat(tooLarge("class A { void a(int a, int b, int c, int d, int e) {} }"))
                .containsExactly("/A.java:1 a has 5 parameters");
        assertThat(tooLarge("class A { A(int a, int b, int c, int d, int e) {} }"))
                .containsExactly("/A.java:1 <init> has 5 parameters");
        assertThat(tooLarge("record A(int a, int b, int c, int d, int e) { A { a = b; } }"))
                .isEmpty();
        assertThat(tooLarge("class AException { AException(int a, int b, int c, int d, int e) {} }"))
                .isEmpty();
    }

    private static List<String> tooLarge(String text) {
        return Sizes.tooLarge(List.of(source(text)));
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
