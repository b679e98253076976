package org.orthant.reports.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON that may stand inside a script element: nothing in it can end the element. */
public record EmbeddedJson(String text) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** A record as JSON, its components in their order. */
  static EmbeddedJson of(Record value) {
    try {
      return new EmbeddedJson(escape(MAPPER.writeValueAsString(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of numbers and strings can be written", e);
    }
  }

  /** In JSON these characters occur in strings alone, where an escape means the same. */
  private static String escape(String json) {
    return json.replace("<", "\\u003C")
        .replace(">", "\\u003E")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
