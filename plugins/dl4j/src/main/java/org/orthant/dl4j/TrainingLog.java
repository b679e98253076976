package org.orthant.dl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.orthant.api.BadInputException;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;

/**
 * What was measured after each epoch of a training: {@code loss}, {@code accuracy} on the test
 * images, {@code seconds} since the beginning, {@code validation-accuracy} where training images
 * were set aside, and of some epochs more of each layer, such as {@code conv1:mean-degrees}.
 *
 * <p>A checkpoint holds it. For people, and beside networks that are stored as arrays, it is a file
 * of comma-separated values: a header whose first column is {@code epoch}, a row for each epoch;
 * what was not measured is empty.
 *
 * @param rows the numbers by column, of epochs 1, 2, …
 */
record TrainingLog(List<Map<String, Double>> rows) {
  static final String ACCURACY = "accuracy";
  static final String VALIDATION = "validation-accuracy";
  private static final String EPOCH = "epoch";
  private static final String LOSS = "loss";
  private static final String SECONDS = "seconds";
  private static final Pattern COLUMN = Pattern.compile("([a-z0-9]+:)?[a-z][a-z0-9-]*");
  private static final int LARGEST_FILE = 1 << 24;

  TrainingLog {
    rows = List.copyOf(rows);
  }

  /**
   * The log in a file; empty if there is no such file.
   *
   * @throws BadInputException if it is no log
   */
  static Optional<TrainingLog> find(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has %d bytes; at most %d are read",
              file,
              Files.size(file),
              LARGEST_FILE));
    }
    List<String> lines = lines(file);
    List<String> columns = lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
    if (columns.isEmpty()
        || !columns.get(0).equals(EPOCH)
        || !columns.stream().allMatch(column -> COLUMN.matcher(column).matches())) {
      throw new BadInputException(file + ":1: expected a header that begins with " + EPOCH);
    }
    List<Map<String, Double>> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      rows.add(row(file + ":" + (line + 1), line, columns, lines.get(line).split(",", -1)));
    }
    return Optional.of(new TrainingLog(rows));
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + " is not UTF-8", e);
    }
  }

  private static Map<String, Double> row(
      String place, int epoch, List<String> columns, String[] cells) {
    Map<String, Double> row = new TreeMap<>();
    try {
      if (cells.length != columns.size() || Integer.parseInt(cells[0]) != epoch) {
        throw new BadInputException(
            String.format(
                Locale.ROOT, "%s: expected epoch %d and %d cells", place, epoch, columns.size()));
      }
      for (int i = 1; i < cells.length; i++) {
        if (!cells[i].isEmpty()) {
          row.put(columns.get(i), Double.parseDouble(cells[i]));
        }
      }
    } catch (NumberFormatException e) {
      throw new BadInputException(
          String.format(Locale.ROOT, "%s: expected numbers: %s", place, e.getMessage()), e);
    }
    return row;
  }

  int epochs() {
    return rows.size();
  }

  /** Returns how long the training has taken so far. */
  double seconds() {
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).getOrDefault(SECONDS, 0.0);
  }

  /**
   * The epoch with the most right answers on the images set aside, counted from 1; of equals, the
   * last. Empty where none were set aside.
   */
  OptionalInt best() {
    OptionalInt best = OptionalInt.empty();
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < rows.size(); i++) {
      Double right = rows.get(i).get(VALIDATION);
      if (right != null && right >= most) {
        most = right;
        best = OptionalInt.of(i + 1);
      }
    }
    return best;
  }

  /** Whether that was the loss of the last epoch. */
  boolean endsWith(double loss) {
    return !rows.isEmpty() && Objects.equals(rows.get(rows.size() - 1).get(LOSS), loss);
  }

  /** With one epoch more. */
  TrainingLog with(Map<String, Double> row) {
    List<Map<String, Double>> more = new ArrayList<>(rows);
    more.add(Map.copyOf(row));
    return new TrainingLog(more);
  }

  /** Returns where a copy for people lies beside a checkpoint. */
  static Path beside(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".csv");
  }

  /** As comma-separated values. */
  String text() {
    Set<String> columns = columns();
    StringBuilder text = new StringBuilder(EPOCH);
    columns.forEach(column -> text.append(',').append(column));
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Double> row = rows.get(i);
      text.append('\n').append(i + 1);
      for (String column : columns) {
        text.append(',').append(row.containsKey(column) ? row.get(column).toString() : "");
      }
    }
    return text.append('\n').toString();
  }

  /** Writes the rows: their number, and of each its cells. */
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(rows.size());
    for (Map<String, Double> row : rows) {
      out.writeInt(row.size());
      for (Map.Entry<String, Double> cell : new TreeMap<>(row).entrySet()) {
        out.writeUTF(cell.getKey());
        out.writeDouble(cell.getValue());
      }
    }
  }

  /**
   * Reads them.
   *
   * @throws IOException if they are not what {@link #writeTo} gives
   */
  static TrainingLog read(DataInput in) throws IOException {
    int epochs = in.readInt();
    List<Map<String, Double>> rows = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      Map<String, Double> row = new TreeMap<>();
      int cells = in.readInt();
      for (int i = 0; i < cells; i++) {
        String column = in.readUTF();
        if (!COLUMN.matcher(column).matches()) {
          throw new IOException("a column that is none");
        }
        row.put(column, in.readDouble());
      }
      rows.add(row);
    }
    return new TrainingLog(rows);
  }

  private Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(List.of(LOSS, ACCURACY, SECONDS));
    rows.forEach(row -> columns.addAll(new TreeMap<>(row).keySet()));
    return columns;
  }

  /** Each column but the seconds against the epochs. */
  List<Finding> curves() {
    return columns().stream()
        .filter(column -> !column.equals(SECONDS))
        .flatMap(column -> curve(column).stream())
        .toList();
  }

  private Optional<Finding> curve(String column) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Double value = rows.get(i).get(column);
      if (value != null && Double.isFinite(value)) {
        x.add(i + 1.0);
        y.add(value);
      }
    }
    int colon = column.indexOf(':');
    String metric = column.substring(colon + 1);
    return x.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding.Curve(
                colon < 0 ? Subject.network() : Subject.layer(column.substring(0, colon)),
                metric,
                EPOCH,
                x,
                metric.replace('-', ' '),
                y,
                List.of()));
  }
}
