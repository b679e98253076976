package org.orthant.formats.folder;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.formats.folder.yaml.Form;
import org.orthant.formats.folder.yaml.Problems;
import org.orthant.formats.folder.yaml.Tree;
import org.orthant.formats.folder.yaml.Wording;

/**
 * The entries of a mapping, asked for one by one: what nobody asked for is unknown. What is wrong
 * becomes a problem, and another value stands for it, so that all of the mapping is looked at.
 */
final class Parameters {
  private final Tree.Mapping mapping;
  private final String subject;
  private final ArrayFolder arrays;
  private final Problems problems;
  private final Map<String, Tree.Entry> given = new LinkedHashMap<>();
  private final Map<String, Optional<Tree.Entry>> asked = new LinkedHashMap<>();
  private boolean sound = true;

  /**
   * @param subject what the mapping belongs to, for messages, such as "conv1: "; may be empty
   */
  Parameters(Tree.Mapping mapping, String subject, ArrayFolder arrays, Problems problems) {
    this.mapping = mapping;
    this.subject = subject;
    this.arrays = arrays;
    this.problems = problems;
    mapping.entries().forEach(entry -> given.put(entry.key(), entry));
  }

  /** Returns where the mapping begins. */
  int line() {
    return mapping.line();
  }

  /** Returns what stands under a key, whatever it is. */
  Optional<Tree.Entry> entry(String key) {
    return asked.computeIfAbsent(key, any -> Optional.ofNullable(given.get(key)));
  }

  /** A value that must be there; the other one where it is not. */
  <T> T required(String key, Form<T> form, T otherwise) {
    if (entry(key).isEmpty()) {
      refuse(mapping.line(), missing(key, form.words()));
      return otherwise;
    }
    return optional(key, form).orElse(otherwise);
  }

  static String missing(String key, String words) {
    return String.format(Locale.ROOT, "%s is missing: %s", Wording.quote(key), words);
  }

  /** A value that may be left away. */
  <T> Optional<T> optional(String key, Form<T> form) {
    return entry(key).flatMap(entry -> value(entry, form));
  }

  private <T> Optional<T> value(Tree.Entry entry, Form<T> form) {
    Optional<T> value = form.parse().apply(entry.value());
    if (value.isEmpty()) {
      refuse(entry, "expected " + form.words() + ", found " + entry.value().words());
    }
    return value;
  }

  /** One of a few words that must be there; empty where it is another, or missing. */
  <T> Optional<T> requiredChoice(String key, Map<String, T> allowed) {
    if (entry(key).isEmpty()) {
      refuse(mapping.line(), missing(key, String.join(" or ", allowed.keySet())));
    }
    return choice(key, allowed);
  }

  /** One of a few words; empty where it is another, or missing. */
  <T> Optional<T> choice(String key, Map<String, T> allowed) {
    Optional<String> word = optional(key, Form.TEXT);
    word.filter(found -> !allowed.containsKey(found))
        .ifPresent(
            found ->
                refuse(
                    entry(key).orElseThrow(), Wording.unknown("value", found, allowed.keySet())));
    return word.map(allowed::get);
  }

  /** The arrays that an entry can name. */
  ArrayFolder arrays() {
    return arrays;
  }

  /** An array; empty where there is no such key or array. */
  Optional<ArrayFile> array(String key) {
    Optional<String> name = optional(key, new Form<>(arrays.words(), Form.TEXT.parse()));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Tree.Entry entry = entry(key).orElseThrow();
    try {
      return Optional.of(
          new ArrayFile(
              entry.line(),
              subject + key,
              name.get(),
              arrays.open(name.get()),
              numbers -> Optional.empty()));
    } catch (BadInputException e) {
      refuse(entry, e.getMessage());
      return Optional.empty();
    }
  }

  /** An array of floating-point numbers; empty where there is no such key or array. */
  Optional<ArrayFile> floats(String key) {
    Optional<ArrayFile> array = array(key);
    if (array.isPresent() && array.get().header().isInt8()) {
      refuse(
          entry(key).orElseThrow(),
          String.format(
              Locale.ROOT,
              "%s has numbers of the type %s, and only 'computed' may",
              array.get().name(),
              array.get().header().type()));
      return Optional.empty();
    }
    return array;
  }

  /** Returns the same for a key that must be there. */
  Optional<ArrayFile> requiredFloats(String key) {
    if (entry(key).isEmpty()) {
      refuse(mapping.line(), missing(key, arrays.words()));
    }
    return floats(key);
  }

  /** Says what is wrong with an entry. */
  void refuse(Tree.Entry entry, String message) {
    refuse(entry.line(), entry.key() + ": " + message);
  }

  /** Says what is wrong with the mapping. */
  void refuse(int line, String message) {
    sound = false;
    problems.add(line, subject + message);
  }

  /** Refuses entries that nobody asked for. */
  void refuseOthers() {
    given.values().stream()
        .filter(entry -> !asked.containsKey(entry.key()))
        .forEach(
            entry -> refuse(entry.line(), Wording.unknown("key", entry.key(), asked.keySet())));
  }

  /** Whether nothing was wrong so far. */
  boolean isSound() {
    return sound;
  }
}
