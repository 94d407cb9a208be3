package io.gitcortex.integration.modules;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles programs from text, as a user's build would: with what it is given, and not with what this test can see. */
public final class Program {
    private Program() {}

    /**
     * Compiles on the class path.
     *
     * @param sources by file name, with directories
     * @param classPath what the program may know
     * @param into a directory for the classes, made if it is not there
     */
    public static Path compile(Map<String, String> sources, List<Path> classPath, Path into) {
        return compileWith(sources, List.of("-cp", joined(classPath)), into);
    }

    /** Compiles a module; its {@code module-info.java} is among the sources. */
    static Path compileModule(Map<String, String> sources, List<Path> modulePath, Path into) {
        return compileWith(sources, List.of("--module-path", joined(modulePath)), into);
    }

    /** Entries as one argument for {@code java} or {@code javac}. */
    public static String joined(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path compileWith(Map<String, String> sources, List<String> path, Path into) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = sources.entrySet().stream()
                .map(source -> file(source.getKey(), source.getValue()))
                .toList();
        try {
            Files.createDirectories(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options = new ArrayList<>(path);
        options.addAll(List.of("--release", "17", "-proc:none", "-implicit:none", "-d", into.toString()));
        StringWriter complaints = new StringWriter();
        if (!compiler.getTask(complaints, null, null, options, null, files).call()) {
            throw new AssertionError(sources.keySet() + " cannot be compiled against the published modules:\n"
                    + complaints + "\n" + String.join("\n", sources.values()));
        }
        return into;
    }

    private static JavaFileObject file(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
