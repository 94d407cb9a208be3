package io.gitcortex.integration.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Measures files and methods with the compiler's own parser, and says what is too large. */
final class Sizes {
    static final int MOST_LINES_OF_A_FILE = 400;
    static final int MOST_LINES_OF_A_METHOD = 40;
    static final int MOST_PARAMETERS = 4;

    private Sizes() {}

    /** One line for everything that is too large, in the order of the sources. */
    static List<String> tooLarge(Iterable<? extends JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<String> found = new ArrayList<>();
        try {
            for (CompilationUnitTree file : task.parse()) {
                long lines = file.getSourceFile()
                        .getCharContent(true)
                        .toString()
                        .lines()
                        .count();
                if (lines > MOST_LINES_OF_A_FILE) {
                    found.add(name(file) + " has " + lines + " lines");
                }
                new Measuring(file, positions, found).scan(file, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String name(CompilationUnitTree file) {
        return file.getSourceFile().getName();
    }

    private static final class Measuring extends TreeScanner<Void, Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final List<String> found;
        private final Deque<ClassTree> enclosing = new ArrayDeque<>();

        Measuring(CompilationUnitTree file, SourcePositions positions, List<String> found) {
            this.file = file;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            enclosing.push(type);
            super.visitClass(type, null);
            enclosing.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long first = line(positions.getStartPosition(file, method));
            long last = line(positions.getEndPosition(file, method));
            String place = name(file) + ":" + first + " " + method.getName();
            if (last - first + 1 > MOST_LINES_OF_A_METHOD) {
                found.add(place + " has " + (last - first + 1) + " lines");
            }
            if (method.getParameters().size() > MOST_PARAMETERS && !mayTakeMore(method)) {
                found.add(place + " has " + method.getParameters().size() + " parameters");
            }
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            LineMap lines = file.getLineMap();
            return lines.getLineNumber(position);
        }

        /** A record's parameters are its parts, and an exception's are what a handler may ask it for. */
        private boolean mayTakeMore(MethodTree method) {
            ClassTree type = enclosing.element();
            boolean constructor = method.getReturnType() == null;
            boolean exception = type.getSimpleName().toString().endsWith("Exception");
            return constructor && (type.getKind() == Tree.Kind.RECORD || exception);
        }
    }
}
