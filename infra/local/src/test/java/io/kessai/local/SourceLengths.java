package io.kessai.local;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds the Java files and methods below a folder that are longer than the rules allow. */
final class SourceLengths {

    static final int FILE_LINES_MAX = 400;
    static final int METHOD_LINES_MAX = 50;

    private final Path root;

    SourceLengths(Path root) {
        this.root = root;
    }

    /**
     * What is too long: {@code path/File.java} or {@code path/File.java#method}, each with its
     * number of lines. A method counts from its annotations to its closing brace.
     */
    Map<String, Long> tooLong() throws IOException {
        List<Path> files = sources();
        Map<String, Long> found = new TreeMap<>();
        for (Path file : files) {
            long lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES_MAX) {
                found.put(name(file), lines);
            }
        }
        if (!files.isEmpty()) {
            addMethods(files, found);
        }
        return found;
    }

    /**
     * What is wrong with the sources or the list of exceptions: too long and not listed, listed
     * without a reason, or listed and no longer too long.
     *
     * @param exceptions lines {@code name | reason}; blank lines and those with # are comments
     */
    List<String> violations(List<String> exceptions) throws IOException {
        Map<String, Long> found = tooLong();
        List<String> violations = new ArrayList<>();
        Set<String> listed = new TreeSet<>();
        for (String line : exceptions) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\|", 2);
            listed.add(parts[0].strip());
            if (parts.length < 2 || parts[1].isBlank()) {
                violations.add("listed without a reason: " + line);
            }
        }
        for (Map.Entry<String, Long> entry : found.entrySet()) {
            if (!listed.remove(entry.getKey())) {
                violations.add("%s has %d lines".formatted(entry.getKey(), entry.getValue()));
            }
        }
        listed.forEach(name -> violations.add("listed but not too long: " + name));
        return violations;
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !name(file).contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    private void addMethods(List<Path> files, Map<String, Long> found) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostic -> {}, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    diagnostic -> {},
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodScanner(unit, positions, found).scan(unit, null);
            }
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString();
    }

    private final class MethodScanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, Long> found;

        MethodScanner(
                CompilationUnitTree unit, SourcePositions positions, Map<String, Long> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long end = positions.getEndPosition(unit, method);
            long length = end < 0 ? 0 : lines.getLineNumber(end) - first + 1;
            if (length > METHOD_LINES_MAX) {
                Path file = Path.of(unit.getSourceFile().toUri());
                found.merge(name(file) + "#" + method.getName(), length, Math::max);
            }
            return super.visitMethod(method, unused);
        }
    }
}
