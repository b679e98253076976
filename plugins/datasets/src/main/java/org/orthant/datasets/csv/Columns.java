package org.orthant.datasets.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;

/**
 * Which columns of a file are read.
 *
 * @param label the column of labels, by name; empty where there is none
 * @param features the others, by name, in their order
 */
record Columns(Optional<String> label, List<String> features) {
  Columns {
    features = List.copyOf(features);
  }

  /**
   * Chooses columns of a file.
   *
   * @param file its name
   * @param header its columns' names
   * @param label the column of labels; the last one if not given
   * @param features the others; all of them if empty
   * @throws BadInputException if the file has no such columns
   */
  static Columns of(
      String file, List<String> header, Optional<String> label, List<String> features) {
    String chosen = label.orElseGet(() -> header.get(header.size() - 1));
    List<String> others =
        features.isEmpty()
            ? header.stream().filter(name -> !name.equals(chosen)).toList()
            : features;
    Columns columns = new Columns(Optional.of(chosen), others);
    columns.places(file, header);
    if (others.isEmpty()) {
      throw Refusal.of(file, "has no column beside the label's, '%s'", chosen);
    }
    return columns;
  }

  /**
   * Chooses columns of a file without labels.
   *
   * @throws BadInputException if the file has no such columns
   */
  static Columns unlabelled(String file, List<String> header, List<String> features) {
    Columns columns = new Columns(Optional.empty(), features.isEmpty() ? header : features);
    columns.places(file, header);
    return columns;
  }

  /**
   * Returns where the features stand in a file, then where the label does, if there is one.
   *
   * @param file its name
   * @param header its columns' names
   * @throws BadInputException if it has no such columns
   */
  int[] places(String file, List<String> header) {
    requireDistinct(file, header);
    return Stream.concat(features.stream(), label.stream())
        .mapToInt(name -> place(file, header, name))
        .toArray();
  }

  private static void requireDistinct(String file, List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (name.isBlank()) {
        throw Refusal.of(file, "its first line must name each column, but names are %s", header);
      }
      if (!seen.add(name)) {
        throw Refusal.of(file, "its first line names the column '%s' twice", name);
      }
    }
  }

  private static int place(String file, List<String> header, String name) {
    int place = header.indexOf(name);
    if (place < 0) {
      throw Refusal.of(file, "has no column '%s', but %s", name, String.join(", ", header));
    }
    return place;
  }
}
