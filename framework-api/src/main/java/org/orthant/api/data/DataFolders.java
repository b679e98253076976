package org.orthant.api.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;

/** The folders in which datasets are looked up, first match wins. */
public record DataFolders(List<Path> folders) {
  public DataFolders {
    folders = List.copyOf(folders);
  }

  /**
   * Finds a file.
   *
   * @param relative its place inside a dataset folder, such as {@code
   *     mnist/train-images-idx3-ubyte.gz}
   * @throws BadInputException if no folder holds it; the message names all that were tried
   */
  public Path find(String relative) {
    for (Path folder : folders) {
      Path file = folder.resolve(relative);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new BadInputException(
        "dataset file %s not found in %s; name the folder with --data or ORTHANT_DATA"
            .formatted(
                relative, folders.stream().map(Path::toString).collect(Collectors.joining(", "))));
  }
}
