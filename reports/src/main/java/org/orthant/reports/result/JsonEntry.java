package org.orthant.reports.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** A value in a JSON document that knows where it stands, so that complaints can say so. */
public record JsonEntry(String path, JsonNode value) {

  JsonEntry get(String key) {
    return find(key).orElseThrow(() -> new UnusableInputException(child(key) + " is missing"));
  }

  /** The value of a key that may be left out. */
  Optional<JsonEntry> find(String key) {
    if (!value.isObject()) {
      throw expected("an object");
    }
    return Optional.ofNullable(value.get(key)).map(child -> new JsonEntry(child(key), child));
  }

  String text() {
    if (!value.isTextual()) {
      throw expected("a string");
    }
    return value.textValue();
  }

  /** A number; null is NaN. */
  double number() {
    if (!value.isNumber() && !value.isNull()) {
      throw expected("a number or null");
    }
    return value.isNull() ? Double.NaN : value.doubleValue();
  }

  double finite() {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw expected("a finite number");
    }
    return value.doubleValue();
  }

  long whole() {
    if (!value.canConvertToLong() || !value.canConvertToExactIntegral()) {
      throw expected("a whole number");
    }
    return value.longValue();
  }

  long count() {
    long count = whole();
    if (count < 0) {
      throw new UnusableInputException(path + ": expected a count, found " + count);
    }
    return count;
  }

  boolean truth() {
    if (!value.isBoolean()) {
      throw expected("true or false");
    }
    return value.booleanValue();
  }

  /** Each element of an array, read by {@code element}. */
  <T> List<T> list(Function<JsonEntry, T> element) {
    if (!value.isArray()) {
      throw expected("an array");
    }
    List<T> list = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      list.add(element.apply(new JsonEntry(path + "[" + i + "]", value.get(i))));
    }
    return List.copyOf(list);
  }

  /** Returns the same, where the array must have that many elements. */
  <T> List<T> list(int size, Function<JsonEntry, T> element) {
    if (value.isArray() && value.size() != size) {
      throw new UnusableInputException(
          String.format(
              Locale.ROOT, "%s: expected %d elements, found %d", path, size, value.size()));
    }
    return list(element);
  }

  /** Each key of an object with its value, in the order of the document. */
  <T> Map<String, T> map(Function<JsonEntry, T> element) {
    if (!value.isObject()) {
      throw expected("an object");
    }
    Map<String, T> map = new LinkedHashMap<>();
    value
        .properties()
        .forEach(
            property ->
                map.put(
                    property.getKey(),
                    element.apply(new JsonEntry(child(property.getKey()), property.getValue()))));
    return map;
  }

  String text(String key) {
    return get(key).text();
  }

  Optional<String> optionalText(String key) {
    return find(key).map(JsonEntry::text);
  }

  OptionalDouble optionalNumber(String key) {
    return find(key)
        .map(entry -> OptionalDouble.of(entry.number()))
        .orElseGet(OptionalDouble::empty);
  }

  OptionalLong optionalCount(String key) {
    return find(key).map(entry -> OptionalLong.of(entry.count())).orElseGet(OptionalLong::empty);
  }

  UnusableInputException expected(String what) {
    return new UnusableInputException(
        String.format(
            Locale.ROOT,
            "%s: expected %s, found %s",
            path.isEmpty() ? "document" : path,
            what,
            found()));
  }

  private String found() {
    if (value.isTextual() || value.isNumber()) {
      String text = value.asText();
      return text.length() <= 40 ? value.toString() : "a long " + type();
    }
    return type();
  }

  private String type() {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
