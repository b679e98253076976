package org.orthant.formats.checkpoint;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of names in which "layers.9" comes before "layers.10". */
final class NaturalOrder implements Comparator<String> {
  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  @Override
  public int compare(String a, String b) {
    Matcher ofA = PART.matcher(a);
    Matcher ofB = PART.matcher(b);
    while (true) {
      boolean moreA = ofA.find();
      boolean moreB = ofB.find();
      if (!moreA || !moreB) {
        int order = Boolean.compare(moreA, moreB);
        return order == 0 ? a.compareTo(b) : order;
      }
      int order = compareParts(ofA.group(), ofB.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int compareParts(String a, String b) {
    return isNumber(a) && isNumber(b)
        ? new BigInteger(a).compareTo(new BigInteger(b))
        : a.compareTo(b);
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }
}
