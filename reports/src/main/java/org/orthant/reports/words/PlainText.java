package org.orthant.reports.words;

/** Text of a result where nothing around it holds it in: in a terminal, in a window's title. */
public final class PlainText {
  private PlainText() {}

  /**
   * Without controls and marks of direction, each replaced by a sign that something stood there.
   */
  public static String of(String text) {
    return text.replaceAll("\\p{C}", "\uFFFD");
  }
}
