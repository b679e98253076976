package org.orthant.formats.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a tensor: digits, the most significant first.
 *
 * @param factors none where the axis has one place; digits of one value are left out, but for that
 *     of the image
 */
record Axis(List<Factor> factors) {
  static final Axis SINGLE = new Axis(List.of());

  Axis {
    List<Factor> merged = new ArrayList<>();
    for (Factor factor : factors) {
      int last = merged.size() - 1;
      if (factor.part() == Part.IMAGE) {
        merged.add(factor);
      } else if (last >= 0 && merged.get(last).isContinuedBy(factor)) {
        Factor before = merged.remove(last);
        merged.add(new Factor(before.part(), before.size() * factor.size(), factor.step()));
      } else if (factor.size() > 1) {
        merged.add(factor);
      }
    }
    factors = List.copyOf(merged);
  }

  static Axis of(Part part, int size) {
    return new Axis(List.of(new Factor(part, size, 1)));
  }

  int size() {
    return factors.stream().mapToInt(Factor::size).reduce(1, Math::multiplyExact);
  }

  /** Whether it counts that part and nothing else, in its own order. */
  boolean counts(Part part, int size) {
    return equals(of(part, size));
  }

  /** Whether it counts that part and nothing else, in any order. */
  boolean countsInSomeOrder(Part part) {
    return factors.stream().allMatch(factor -> factor.part() == part);
  }
}
