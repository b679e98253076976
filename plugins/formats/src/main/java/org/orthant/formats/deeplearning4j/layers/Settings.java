package org.orthant.formats.deeplearning4j.layers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.model.Extent;

/** What a configuration says of one object: a layer, a vertex, a preprocessor or a function. */
public record Settings(JsonNode json) {
  private static final int MOST = 1 << 24;

  /** The full name of its class; empty where it names none, as before 1.0.0. */
  public String className() {
    return text("@class").orElse("");
  }

  /** The name of its class without the package. */
  public String simpleName() {
    String name = className();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /** Whether something stands under a key, and is not null. */
  public boolean has(String key) {
    return json.hasNonNull(key);
  }

  /** Returns what stands under a key. */
  public Settings of(String key) {
    return new Settings(json.path(key));
  }

  public Optional<String> text(String key) {
    return Optional.of(json.path(key)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  boolean flag(String key, boolean otherwise) {
    return json.path(key).asBoolean(otherwise);
  }

  double number(String key, double otherwise) {
    JsonNode number = json.path(key);
    if (number.isMissingNode() || number.isNull()) {
      return otherwise;
    }
    if (!number.isNumber() || !Float.isFinite((float) number.asDouble())) {
      throw new IllegalArgumentException(key + " is no number");
    }
    return number.asDouble();
  }

  /** A whole number, at least 0 and small enough to be counted. */
  public int whole(String key) {
    return whole(key, json.path(key));
  }

  private static int whole(String key, JsonNode number) {
    if (!number.isIntegralNumber()
        || !number.canConvertToInt()
        || number.asInt() < 0
        || number.asInt() > MOST) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is no whole number from 0 to %d", key, MOST));
    }
    return number.asInt();
  }

  /** Several whole numbers; none where nothing stands under the key. */
  int[] wholes(String key) {
    JsonNode numbers = json.path(key);
    if (numbers.isObject()) {
      throw new IllegalArgumentException(key + " is no list of numbers");
    }
    int[] wholes = new int[numbers.size()];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = whole(key, numbers.get(i));
    }
    return wholes;
  }

  /** Rows and columns. */
  Extent extent(String key) {
    int[] sizes = wholes(key);
    if (sizes.length != 2) {
      throw new IllegalArgumentException(key + " has " + sizes.length + " numbers, not 2");
    }
    return new Extent(sizes[0], sizes[1]);
  }
}
