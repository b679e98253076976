package org.orthant.reports.table;

import java.util.Map;
import org.orthant.reports.words.PlainText;

/** Text as LaTeX sets it: whatever stands in a result, none of it is a command. */
final class Tex {
  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          entry('\\', "\\textbackslash{}"),
          entry('{', "\\{"),
          entry('}', "\\}"),
          entry('$', "\\$"),
          entry('&', "\\&"),
          entry('#', "\\#"),
          entry('%', "\\%"),
          entry('_', "\\_"),
          entry('^', "\\textasciicircum{}"),
          entry('~', "\\textasciitilde{}"),
          entry('<', "\\textless{}"),
          entry('>', "\\textgreater{}"),
          entry('|', "\\textbar{}"),
          entry('"', "\\char34{}"),
          entry('[', "{[}"),
          entry(']', "{]}"),
          entry('*', "{*}"),
          entry('−', "$-$"),
          entry('±', "$\\pm$"),
          entry('×', "$\\times$"),
          entry('·', "$\\cdot$"),
          entry('√', "$\\surd$"),
          entry('π', "$\\pi$"),
          entry('θ', "$\\theta$"),
          entry('α', "$\\alpha$"),
          entry('σ', "$\\sigma$"),
          entry('λ', "$\\lambda$"),
          entry('≈', "$\\approx$"),
          entry('≤', "$\\le$"),
          entry('≥', "$\\ge$"),
          entry('∞', "$\\infty$"),
          entry('∠', "$\\angle$"),
          entry('°', "$^\\circ$"),
          entry('ᵇ', "$^b$"),
          entry('ᶜ', "$^c$"),
          entry('½', "$\\frac12$"),
          entry('⁻', "$^{-}$"),
          entry('…', "\\ldots{}"),
          entry('\u202f', "\\,"),
          entry('\u00a0', "~"));

  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Tex() {}

  private static Map.Entry<Integer, String> entry(char sign, String command) {
    return Map.entry((int) sign, command);
  }

  /** On one line, without controls and marks of direction. */
  static String of(String text) {
    StringBuilder tex = new StringBuilder();
    PlainText.of(text)
        .replaceAll("[\\p{Zl}\\p{Zp}\uFFFD]", "?")
        .codePoints()
        .forEach(sign -> tex.append(SIGNS.getOrDefault(sign, other(sign))));
    return tex.toString();
  }

  private static String other(int sign) {
    int raised = RAISED.indexOf(sign);
    return raised >= 0 ? "$^" + raised + "$" : Character.toString(sign);
  }
}
