package org.orthant.datasets.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.datasets.own.Refusal;

/** A file of rows whose cells are separated by commas; the first line names the columns. */
record CsvFile(Path path) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).get();

  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Chooses columns by the names that a file has. */
  @FunctionalInterface
  interface Choice {
    Columns columns(String file, List<String> header);
  }

  /**
   * Reads the columns chosen.
   *
   * @throws BadInputException if a cell of them is no number, or this is no such file
   */
  Table read(Choice choice) {
    if (!Files.isRegularFile(path)) {
      throw Refusal.of(path.toString(), "there is no such file");
    }
    try (Reader reader = Files.newBufferedReader(path, UTF_8);
        CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      return read(parser.iterator(), choice);
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (IOException e) {
      throw unreadable(e);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw Refusal.of(path.toString(), "is no CSV file: %s", e.getMessage());
    }
  }

  private BadInputException unreadable(IOException e) {
    return e instanceof CharacterCodingException
        ? Refusal.of(path.toString(), "is no text in UTF-8")
        : Refusal.of(path.toString(), "cannot be read: %s", AtomicFile.inWords(e));
  }

  private Table read(Iterator<CSVRecord> records, Choice choice) {
    String file = path.toString();
    if (!records.hasNext()) {
      throw Refusal.of(file, "is empty; its first line must name the columns");
    }
    List<String> header = header(records.next());
    Columns columns = choice.columns(file, header);
    Table table = new Table(file, columns);
    int[] places = columns.places(file, header);
    while (records.hasNext()) {
      CSVRecord row = records.next();
      if (row.size() != header.size()) {
        throw Refusal.of(
            file,
            "row %d has %d cells, and the first line names %d columns",
            table.size() + 1,
            row.size(),
            header.size());
      }
      table.add(row, places);
    }
    if (table.size() == 0) {
      throw Refusal.of(file, "has no row below the names of its columns");
    }
    return table;
  }

  private static List<String> header(CSVRecord first) {
    List<String> names = first.toList();
    if (!names.get(0).startsWith(BYTE_ORDER_MARK)) {
      return names;
    }
    String name = names.get(0).substring(BYTE_ORDER_MARK.length());
    names.set(0, name.replaceAll("^\"(.*)\"$", "$1"));
    return names;
  }
}
