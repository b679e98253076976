package org.orthant.formats.keras.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.orthant.api.model.Extent;

/**
 * An object of a configuration. Values of another kind than the one that is asked for are refused
 * with an {@link IllegalArgumentException}.
 */
public record Settings(JsonNode node) {

  /** Whether a value is there and not null. */
  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** A value of any kind; a missing one if there is none. */
  public JsonNode get(String key) {
    return node.path(key);
  }

  public String text(String key, String otherwise) {
    return value(key, node.path(key).isTextual(), "a text") ? node.get(key).asText() : otherwise;
  }

  public double number(String key, double otherwise) {
    return value(key, node.path(key).isNumber(), "a number") ? node.get(key).asDouble() : otherwise;
  }

  /** A whole number of at most nine digits. */
  public int whole(String key, int otherwise) {
    double number = number(key, otherwise);
    if (number != Math.rint(number) || Math.abs(number) > 1e9) {
      throw new IllegalArgumentException(key + " is not a whole number but " + node.get(key));
    }
    return (int) number;
  }

  /** True or false; Python's 0 and 1 will do. */
  public boolean flag(String key, boolean otherwise) {
    JsonNode value = node.path(key);
    return value(key, value.isBoolean() || value.isNumber(), "true or false")
        ? value.isNumber() ? value.asDouble() != 0 : value.asBoolean()
        : otherwise;
  }

  private boolean value(String key, boolean isRight, String kind) {
    if (has(key) && !isRight) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s is not %s but %s", key, kind, Json.shortened(node.get(key))));
    }
    return has(key);
  }

  /** Rows and columns; one number stands for both. */
  public Extent extent(String key, Extent otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    List<Integer> sizes = wholes(key);
    if (sizes.isEmpty() || sizes.size() > 2) {
      throw new IllegalArgumentException(
          key + " is not of rows and columns but " + Json.shortened(node.get(key)));
    }
    return new Extent(sizes.get(0), sizes.get(sizes.size() - 1));
  }

  /** Whole numbers in a list; one alone is a list of one. */
  public List<Integer> wholes(String key) {
    List<Integer> wholes = new ArrayList<>();
    JsonNode list = node.path(key);
    for (JsonNode each : list.isArray() ? list : List.of(list)) {
      if (!each.isInt()) {
        throw new IllegalArgumentException(
            key + " is not of whole numbers but " + Json.shortened(list));
      }
      wholes.add(each.asInt());
    }
    return wholes;
  }

  /** Numbers in lists, however deep, at least one; one alone is a list of one. */
  public double[] numbers(String key) {
    List<Double> numbers = new ArrayList<>();
    collect(node.path(key), numbers);
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException(key + " holds no number");
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode node, List<Double> numbers) {
    if (node.isArray()) {
      node.forEach(each -> collect(each, numbers));
    } else if (node.isNumber()) {
      numbers.add(node.asDouble());
    } else {
      throw new IllegalArgumentException("expected numbers, found " + Json.shortened(node));
    }
  }
}
