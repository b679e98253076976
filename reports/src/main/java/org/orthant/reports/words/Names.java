package org.orthant.reports.words;

import java.util.List;
import java.util.Locale;

/** Lists of names in sentences. */
public final class Names {
  /** A sentence names no more. */
  private static final int MOST = 12;

  private Names() {}

  /** The names with commas between them; of many the first 12 and how many more there are. */
  public static String listed(List<String> names) {
    return listed(names, ", ");
  }

  /** Returns the same with another mark between them. */
  public static String listed(List<String> names, String between) {
    return names.size() <= MOST
        ? String.join(between, names)
        : String.format(
            Locale.ROOT,
            "%s and %d more",
            String.join(between, names.subList(0, MOST)),
            names.size() - MOST);
  }
}
