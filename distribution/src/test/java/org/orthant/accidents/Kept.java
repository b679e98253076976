package org.orthant.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Looks at what runs leave behind. */
final class Kept {
  private Kept() {}

  /** The files of trainings in a home. */
  static List<Path> networks(Path home) throws IOException {
    return files(home.resolve("cache").resolve("networks"), ".network");
  }

  /** Results that interrupted runs kept: groups and refits that are whole. */
  static List<Path> interim(Path home) throws IOException {
    return files(home.resolve("cache").resolve("interim"), "").stream()
        .filter(file -> file.getFileName().toString().matches("(group|refit)-[0-9a-f]+"))
        .toList();
  }

  /** The groups among them. */
  static List<Path> groups(Path home) throws IOException {
    return interim(home).stream()
        .filter(file -> file.getFileName().toString().startsWith("group-"))
        .toList();
  }

  /** Sorted; a folder that goes meanwhile is empty. */
  static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return List.of();
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Byte for byte, but for what the run was made of. */
  static byte[] result(Path out) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode result = (ObjectNode) mapper.readTree(out.resolve("result.json").toFile());
    assertThat(result.remove("provenance")).isNotNull();
    return mapper.writeValueAsBytes(result);
  }
}
