package org.orthant.reports.figure;

import java.util.List;
import java.util.Locale;

/**
 * Colours for paper, that readers tell apart who do not see red or green.
 *
 * <p>Source: Okabe and Ito, "Color Universal Design", 2008, without yellow, which is too light for
 * lines.
 */
final class Palette {
  static final String INK = "#1c2127";
  static final String SOFT = "#5b646e";
  static final String GRID = "#d9dde2";
  static final String PAPER = "#ffffff";
  static final String BAR = "#9dbbd8";
  static final String FLIP = "#f4e3d7";
  static final String RANDOM = "#0072b2";
  static final String BINARIZED = "#d0381b";

  private static final List<String> SERIES =
      List.of("#0072b2", "#d55e00", "#009e73", "#a2478f", "#4a90c4", "#b8860b", "#333333");
  static final int COLOURS = SERIES.size();

  /** From few to many. */
  private static final List<int[]> HEAT =
      List.of(
          new int[] {0xd3, 0xe2, 0xef},
          new int[] {0x8f, 0xb6, 0xd8},
          new int[] {0x46, 0x82, 0xb4},
          new int[] {0x1c, 0x4f, 0x86},
          new int[] {0x07, 0x1f, 0x43});

  private Palette() {}

  static String colour(int series) {
    return SERIES.get(series % COLOURS);
  }

  /** The colour of a part from 0 to 1. */
  static String heat(double part) {
    double place = Math.max(0, Math.min(1, part)) * (HEAT.size() - 1);
    int low = Math.min(HEAT.size() - 2, (int) place);
    StringBuilder colour = new StringBuilder("#");
    for (int i = 0; i < 3; i++) {
      int from = HEAT.get(low)[i];
      int to = HEAT.get(low + 1)[i];
      colour.append(
          String.format(Locale.ROOT, "%02x", Math.round(from + (to - from) * (place - low))));
    }
    return colour.toString();
  }
}
