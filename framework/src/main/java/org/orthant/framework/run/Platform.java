package org.orthant.framework.run;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.result.Cpu;

/**
 * What the last digits of a number can depend on beside Orthant and its plugins: the Java virtual
 * machine, which brings its own {@code exp} and {@code tanh}; the libraries, ND4J, OpenBLAS and
 * oneDNN among them; the processor, by which these choose their code.
 */
final class Platform {
  private Platform() {}

  /** This process's, on one line. */
  static String here() {
    return String.join(
        ", ",
        "Java " + Runtime.version(),
        System.getProperty("java.vm.name"),
        "libraries " + libraries(System.getProperty("java.class.path")).substring(0, 16),
        Cpu.model());
  }

  /**
   * A hash of the names and lengths of the jars on a class path that are not Orthant's own; names
   * hold versions, and those of native libraries the systems they are for.
   */
  static String libraries(String classPath) {
    List<File> jars =
        Stream.of(classPath.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toFile())
            .filter(jar -> jar.isFile() && !jar.getName().startsWith("orthant-"))
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList();
    return Sha256.of(
        out -> {
          for (File jar : jars) {
            out.writeUTF(jar.getName());
            out.writeLong(jar.length());
          }
        });
  }
}
