package org.orthant.datasets.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.orthant.api.data.Dataset;

/** Datasets of these folders, all else as it is by default unless it is said. */
record Chosen(
    Optional<Path> training,
    Optional<Path> test,
    Optional<Path> folder,
    Optional<String> labels,
    List<Integer> size,
    Optional<Integer> resize,
    int channels,
    boolean strict) {

  static Chosen apart(Path training, Path test) {
    return new Chosen(
        Optional.of(training),
        Optional.of(test),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        3,
        false);
  }

  static Chosen cut(Path folder) {
    return new Chosen(
        Optional.empty(),
        Optional.empty(),
        Optional.of(folder),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        3,
        false);
  }

  Chosen sized(int... size) {
    List<Integer> sizes = Arrays.stream(size).boxed().toList();
    return new Chosen(training, test, folder, labels, sizes, resize, channels, strict);
  }

  Chosen resized(int shorter) {
    return new Chosen(training, test, folder, labels, size, Optional.of(shorter), channels, strict);
  }

  Chosen labelled(String file) {
    return new Chosen(training, test, folder, Optional.of(file), size, resize, channels, strict);
  }

  Chosen grey() {
    return new Chosen(training, test, folder, labels, size, resize, 1, strict);
  }

  Chosen strictly() {
    return new Chosen(training, test, folder, labels, size, resize, channels, true);
  }

  ImageFolder plugin() {
    return new ImageFolder(training, test, folder, labels, size, resize, channels, 0.25, 1, strict);
  }

  Dataset open() throws IOException {
    return plugin().open(file -> Path.of("none"));
  }
}
