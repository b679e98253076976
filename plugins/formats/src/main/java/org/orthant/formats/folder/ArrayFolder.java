package org.orthant.formats.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.file.NumpyFile;
import org.orthant.formats.folder.yaml.Wording;
import org.orthant.formats.safetensors.SafetensorsFile;
import org.orthant.formats.safetensors.Tensor;

/**
 * The arrays of a folder, of which the headers alone are read, each once: NumPy files, and the
 * tensors of one safetensors file if the description names it.
 */
final class ArrayFolder {
  private static final String ENDING = ".npy";

  private final Folder folder;
  private final Map<String, StoredArray> opened = new LinkedHashMap<>();
  private String tensorsName = "";
  private Optional<SafetensorsFile> tensors = Optional.empty();

  ArrayFolder(Folder folder) {
    this.folder = folder;
  }

  /**
   * Names that do not end in .npy are those of tensors in a file from now on.
   *
   * @throws BadInputException if there is none; the message names the file
   */
  void useTensors(String name) {
    Path file = folder.file(name);
    try {
      tensors = Optional.of(SafetensorsFile.open(file));
      tensorsName = name;
    } catch (BadInputException e) {
      throw new BadInputException(shortened(e.getMessage(), name, file), e);
    } catch (IOException e) {
      throw new BadInputException(name + " cannot be read: " + AtomicFile.inWords(e), e);
    }
  }

  /**
   * The header of an array.
   *
   * @throws BadInputException if it is none; the message names the file or the tensor
   */
  StoredArray open(String name) {
    StoredArray known = opened.get(name);
    if (known != null) {
      return known;
    }
    if (!isName(name)) {
      throw new BadInputException("expected " + words() + ", found " + Wording.quote(name));
    }
    StoredArray array =
        name.endsWith(ENDING)
            ? new StoredArray.OfNumpy(header(name, folder.file(name)))
            : new StoredArray.OfTensor(tensor(name));
    opened.put(name, array);
    return array;
  }

  /** Whether a text can be the name of an array. */
  boolean isName(String text) {
    return text.endsWith(ENDING) || tensors.isPresent();
  }

  /** Returns what names an array, for messages. */
  String words() {
    return tensors.isPresent()
        ? "the name of a tensor or of a .npy file"
        : "the name of a .npy file";
  }

  private static NumpyFile header(String name, Path file) {
    try {
      return NumpyFile.open(file);
    } catch (BadInputException e) {
      throw new BadInputException(shortened(e.getMessage(), name, file), e);
    }
  }

  private Tensor tensor(String name) {
    Map<String, Tensor> all = tensors.orElseThrow().tensors();
    Tensor tensor = all.get(name);
    if (tensor == null) {
      String suggestion = Wording.suggestion(name, all.keySet());
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "there is no tensor %s in %s%s",
              Wording.quote(name),
              tensorsName,
              suggestion.isEmpty() ? "" : ";" + suggestion));
    }
    tensor.requireReadable();
    return tensor;
  }

  /** A message with a file's name in place of its path. */
  static String shortened(String message, String name, Path file) {
    return message.replace(file.toString(), name);
  }

  /** Those opened so far, in the order in which they were first named. */
  List<Path> files() {
    return opened.values().stream().map(StoredArray::file).distinct().toList();
  }
}
