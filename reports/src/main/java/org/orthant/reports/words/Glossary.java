package org.orthant.reports.words;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The words for what probes measure. A metric it does not know keeps its own name. */
public final class Glossary {
  private static final Words WORDS = read();

  private Glossary() {}

  /**
   * How a figure is drawn.
   *
   * @param title what is shown
   * @param axis what the horizontal axis is
   * @param counted what is counted
   * @param reference what is expected
   * @param reading what is good or bad about it; may be empty
   * @param paper which figure of Anderson and Berg shows the same; may be empty
   */
  public record Drawing(
      String title, String axis, String counted, String reference, String reading, String paper) {}

  private record Words(Map<String, Term> terms, Map<String, Drawing> drawings) {}

  public static Term term(String probe, String metric) {
    Term term = WORDS.terms().get(probe + "/" + metric);
    return term != null
        ? term
        : new Term(
            words(metric),
            unit(metric),
            "As the probe " + probe + " documents it.",
            "What to expect of it is not known here.");
  }

  public static Drawing drawing(String probe, String metric) {
    Drawing drawing = WORDS.drawings().get(probe + "/" + metric);
    return drawing != null
        ? drawing
        : new Drawing(
            probe + ": " + words(metric),
            words(metric),
            "values",
            "what the probe expects",
            "",
            "");
  }

  /** By its name, a metric's unit: degrees say so. */
  public static Unit unit(String metric) {
    return metric.equals("degrees") || metric.endsWith("-degrees") ? Unit.DEGREES : Unit.NUMBER;
  }

  private static String words(String metric) {
    return metric.replace('-', ' ');
  }

  private static Words read() {
    try (InputStream stream = Glossary.class.getResourceAsStream("glossary.json")) {
      return new JsonMapper().readValue(stream, Words.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
