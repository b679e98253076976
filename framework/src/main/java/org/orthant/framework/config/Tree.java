package org.orthant.framework.config;

import java.util.List;
import java.util.Optional;

/** A configuration as written, before anything is known of its meaning. Immutable. */
sealed interface Tree {
  Position position();

  /** Returns what was found, for messages. */
  String words();

  /**
   * A word or a quoted text.
   *
   * @param quoted whether it stands in quotes or a block, so that it is text even where it looks
   *     like nothing
   */
  record Scalar(Position position, String text, boolean quoted) implements Tree {

    /** Whether it is YAML's way of writing no value. */
    boolean isNothing() {
      return !quoted
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String words() {
      return isNothing() ? "nothing" : Wording.quote(text);
    }
  }

  /** Items in their order. */
  record Sequence(Position position, List<Tree> items) implements Tree {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String words() {
      return "a list";
    }
  }

  /** Entries in their order, keys unique. */
  record Mapping(Position position, List<Entry> entries) implements Tree {
    public Mapping {
      entries = List.copyOf(entries);
    }

    Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public String words() {
      return "a mapping";
    }
  }

  /**
   * One entry of a mapping.
   *
   * @param position of the key
   */
  record Entry(Position position, String key, Tree value) {}
}
