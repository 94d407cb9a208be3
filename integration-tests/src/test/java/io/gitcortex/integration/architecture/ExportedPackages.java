package io.gitcortex.integration.architecture;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages that our modules promise to others, as their module descriptors say it. */
final class ExportedPackages {
    /** Has no descriptor, since what it depends on has no name to be required by: all that is public there is exported. */
    private static final String WITHOUT_DESCRIPTOR = "io.gitcortex.pty";

    private ExportedPackages() {}

    static Set<String> ofOurModules() {
        Stream<String> declared = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(ExportedPackages::mayBeOurs)
                .flatMap(entry -> ModuleFinder.of(entry).findAll().stream())
                .map(ModuleReference::descriptor)
                .filter(module -> module.name().startsWith("io.gitcortex."))
                .flatMap(module -> module.exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source);
        return Stream.concat(declared, Stream.of(WITHOUT_DESCRIPTOR)).collect(Collectors.toUnmodifiableSet());
    }

    /** A class path may hold jars that cannot be modules at all; only ours are asked. */
    private static boolean mayBeOurs(Path entry) {
        return Files.isDirectory(entry) || entry.getFileName().toString().startsWith("gitcortex-");
    }
}
