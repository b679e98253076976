package org.orthant.reports.table;

/** Text in a cell of Markdown: names of layers and quantizers come from a file, and stay text. */
final class MarkdownCell {
  private MarkdownCell() {}

  static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ").replaceAll("[\\\\`*_{}\\[\\]<>|]", "\\\\$0");
  }
}
