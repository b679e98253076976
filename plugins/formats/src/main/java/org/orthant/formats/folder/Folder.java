package org.orthant.formats.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.formats.folder.yaml.Wording;

/** A network's folder. None of the files it gives lies elsewhere. */
record Folder(Path path) {

  /**
   * A file of the folder, or of a folder in it.
   *
   * @param name as the description has it
   * @throws BadInputException if there is none, or what lies there is none or leads elsewhere
   */
  Path file(String name) {
    try {
      return inside(name, Path.of(name));
    } catch (InvalidPathException e) {
      throw new BadInputException(Wording.quote(name) + " is no name of a file", e);
    } catch (IOException e) {
      throw new BadInputException(name + " cannot be read: " + AtomicFile.inWords(e), e);
    }
  }

  private Path inside(String name, Path written) throws IOException {
    if (written.getRoot() != null || hasParent(written)) {
      throw leadsOut(name);
    }
    Path file = path.resolve(written);
    if (!Files.exists(file)) {
      throw new BadInputException("there is no file " + name);
    }
    Path real = file.toRealPath();
    if (!real.startsWith(path.toRealPath())) {
      throw leadsOut(name);
    }
    if (!Files.isRegularFile(real)) {
      throw new BadInputException(name + " is no file");
    }
    return real;
  }

  private static boolean hasParent(Path written) {
    for (Path part : written) {
      if (part.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static BadInputException leadsOut(String name) {
    return new BadInputException(name + " leads out of the network's folder");
  }
}
