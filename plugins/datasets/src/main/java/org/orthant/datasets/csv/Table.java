package org.orthant.datasets.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;

/** Features and labels of a file's rows. */
final class Table {
  private final String file;
  private final Columns columns;
  private final List<float[]> features = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final Map<String, String> words = new HashMap<>();

  Table(String file, Columns columns) {
    this.file = file;
    this.columns = columns;
  }

  /**
   * Adds a row.
   *
   * @param places of the features among its cells, then that of the label, if there is one
   * @throws BadInputException if a feature is no finite number, or the label is empty
   */
  void add(CSVRecord row, int... places) {
    float[] numbers = new float[columns.features().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(row.get(places[i]), columns.features().get(i));
    }
    columns.label().ifPresent(name -> addLabel(row.get(places[numbers.length]), name));
    features.add(numbers);
  }

  private void addLabel(String label, String column) {
    if (label.isEmpty()) {
      throw Refusal.of(file, "row %d, column '%s': there is no label", size() + 1, column);
    }
    labels.add(words.computeIfAbsent(label, word -> word));
  }

  private float number(String cell, String column) {
    float number = isDecimal(cell) ? Float.parseFloat(cell) : Float.NaN;
    if (!Float.isFinite(number)) {
      throw Refusal.of(
          file, "row %d, column '%s': '%s' is no finite number", size() + 1, column, cell);
    }
    return number;
  }

  /** Java reads more as numbers than others do, such as 1f and 0x1p3. */
  private static boolean isDecimal(String cell) {
    try {
      return cell.chars().allMatch(letter -> "+-.eE".indexOf(letter) >= 0 || isDigit(letter))
          && !cell.isEmpty()
          && !Float.isNaN(Float.parseFloat(cell));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }

  /** The file's name. */
  String file() {
    return file;
  }

  Columns columns() {
    return columns;
  }

  /** Returns how many rows there are. */
  int size() {
    return features.size();
  }

  /** The features of each row; not to be changed. */
  List<float[]> features() {
    return features;
  }

  /** The label of each row; empty where rows have none. */
  List<String> labels() {
    return labels;
  }
}
