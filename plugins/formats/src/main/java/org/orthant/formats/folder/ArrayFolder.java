package org.orthant.formats.folder;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.BadInputException;
import org.orthant.api.file.NumpyFile;
import org.orthant.formats.folder.yaml.Wording;

/** The arrays of a folder, of which the headers alone are read, each once. */
final class ArrayFolder {
  private static final String ENDING = ".npy";

  private final Folder folder;
  private final Map<String, NumpyFile> opened = new LinkedHashMap<>();

  ArrayFolder(Folder folder) {
    this.folder = folder;
  }

  /**
   * The header of an array.
   *
   * @throws BadInputException if it is none; the message names the file
   */
  NumpyFile open(String name) {
    NumpyFile known = opened.get(name);
    if (known != null) {
      return known;
    }
    if (!isName(name)) {
      throw new BadInputException("expected the name of a .npy file, found " + Wording.quote(name));
    }
    NumpyFile header = header(name, folder.file(name));
    opened.put(name, header);
    return header;
  }

  /** Whether a text can be the name of an array. */
  static boolean isName(String text) {
    return text.endsWith(ENDING);
  }

  private static NumpyFile header(String name, Path file) {
    try {
      return NumpyFile.open(file);
    } catch (BadInputException e) {
      throw new BadInputException(shortened(e.getMessage(), name, file), e);
    }
  }

  /** A message with a file's name in place of its path. */
  static String shortened(String message, String name, Path file) {
    return message.replace(file.toString(), name);
  }

  /** Those opened so far, in the order in which they were first named. */
  List<Path> files() {
    return opened.values().stream().map(NumpyFile::file).distinct().toList();
  }
}
