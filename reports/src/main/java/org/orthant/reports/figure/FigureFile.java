package org.orthant.reports.figure;

import java.util.List;

/**
 * A figure as files.
 *
 * @param name without an ending
 * @param about what it shows, in words
 * @param svg the drawing
 * @param tables the numbers of each of its parts
 */
record FigureFile(String name, String about, String svg, List<DataTable> tables) {
  FigureFile {
    tables = List.copyOf(tables);
  }

  static FigureFile of(String name, Sheet sheet) {
    return new FigureFile(
        name,
        sheet.title() + ". " + sheet.caption(),
        sheet.document(),
        sheet.parts().stream().map(part -> part.drawing().table()).toList());
  }

  /** The name of a part's numbers; parts are told apart by letters. */
  String table(int part) {
    return tables.size() == 1 ? name + ".dat" : name + "-" + (part + 1) + ".dat";
  }
}
