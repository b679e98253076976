package org.orthant.datasets.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.datasets.own.Refusal;

/** A CSV file in UTF-8 whose columns {@code file} and {@code label} tell an image's label. */
record LabelFile(Path path) {
  private static final String FILE = "file";
  private static final String LABEL = "label";
  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .get();

  /**
   * The label of each image.
   *
   * @param images those there are
   * @throws BadInputException if one has none, or the file names others
   */
  List<String> of(List<String> images) {
    Map<String, String> labels = read(Set.copyOf(images));
    for (String image : images) {
      if (!labels.containsKey(image)) {
        throw refused(
            "has %d labels for %d images: none of %s", labels.size(), images.size(), image);
      }
    }
    return images.stream().map(labels::get).toList();
  }

  private Map<String, String> read(Set<String> images) {
    try (Reader reader = reader();
        CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      if (!parser.getHeaderNames().containsAll(List.of(FILE, LABEL))) {
        throw refused("its first line must name the columns '%s' and '%s'", FILE, LABEL);
      }
      Map<String, String> labels = new LinkedHashMap<>();
      for (CSVRecord row : parser) {
        add(row, images, labels);
      }
      return labels;
    } catch (IOException e) {
      throw refused("cannot be read: %s", AtomicFile.inWords(e));
    } catch (UncheckedIOException e) {
      throw refused("cannot be read: %s", AtomicFile.inWords(e.getCause()));
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw refused("is no CSV file: %s", e.getMessage());
    }
  }

  /** Behind the mark that some programs put before a text in UTF-8. */
  private Reader reader() throws IOException {
    BufferedReader reader = Files.newBufferedReader(path, UTF_8);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private void add(CSVRecord row, Set<String> images, Map<String, String> labels) {
    if (!row.isConsistent()) {
      throw refused("row %d has %d cells", row.getRecordNumber(), row.size());
    }
    String image = row.get(FILE);
    if (!images.contains(image)) {
      throw refused("row %d: there is no image '%s' in the folder", row.getRecordNumber(), image);
    }
    if (row.get(LABEL).isEmpty()) {
      throw refused("row %d: there is no label", row.getRecordNumber());
    }
    if (labels.put(image, row.get(LABEL)) != null) {
      throw refused("row %d: '%s' has a label already", row.getRecordNumber(), image);
    }
  }

  private BadInputException refused(String format, Object... arguments) {
    return Refusal.of(path.toString(), format, arguments);
  }
}
