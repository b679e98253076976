package org.orthant.reports.result;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A judgement, from worst to best; the last says nothing for or against. */
public enum Grade {
  DEGRADED,
  STRAINED,
  UNCERTAIN,
  SOUND,
  NOT_EVALUATED;

  /** Whether it speaks against what was judged, or does not clear it. */
  public boolean isBad() {
    return this == DEGRADED || this == STRAINED || this == UNCERTAIN;
  }

  /** In words. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As the style sheet and the symbols call it. */
  public String style() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The grade of several together: the worst of those that were evaluated, if any was. */
  public static Grade together(List<Grade> grades) {
    return grades.stream().min(Comparator.naturalOrder()).orElse(NOT_EVALUATED);
  }
}
