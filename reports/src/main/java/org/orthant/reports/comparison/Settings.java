package org.orthant.reports.comparison;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.orthant.reports.words.Columns;
import org.orthant.reports.words.PlainText;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Which settings differ between the configurations of two runs, by their paths as --set has it. */
final class Settings {
  private static final int MOST_NAMED = 4;
  private static final int WIDEST = 40;

  /**
   * What a run is called and where its page lies change no number, and are told if all else agrees.
   */
  private static final Set<String> BESIDE = Set.of("name", "report");

  private final List<String> differences = new ArrayList<>();
  private final List<String> beside = new ArrayList<>();

  private Settings() {}

  /**
   * A sentence without a full stop; nothing where none differs, or where a configuration cannot be
   * read.
   *
   * @param a the configuration of the first run, in YAML
   * @param b that of the second
   */
  static Optional<String> differing(String a, String b) {
    Settings settings = new Settings();
    try {
      settings.compare("", named(load(a)), named(load(b)));
    } catch (YAMLException e) {
      return Optional.empty();
    }
    return sentence(settings.differences).or(() -> sentence(settings.beside));
  }

  private static Object load(String yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }

  private static Optional<String> sentence(List<String> differences) {
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    int more = differences.size() - MOST_NAMED;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the runs differ in %s: %s%s",
            differences.size() == 1 ? "one setting" : differences.size() + " settings",
            differences.stream().limit(MOST_NAMED).collect(joining("; ")),
            more > 0 ? "; and " + more + " more" : ""));
  }

  private void compare(String path, Object a, Object b) {
    if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
      Set<Object> keys = new LinkedHashSet<>(one.keySet());
      keys.addAll(other.keySet());
      for (Object key : keys) {
        String below = path.isEmpty() ? text(key) : path + "." + text(key);
        if (!other.containsKey(key)) {
          only(below, one.get(key), "A");
        } else if (!one.containsKey(key)) {
          only(below, other.get(key), "B");
        } else {
          compare(below, named(one.get(key)), named(other.get(key)));
        }
      }
    } else if (a == null && b instanceof Map) {
      compare(path, Map.of(), b);
    } else if (a instanceof Map && b == null) {
      compare(path, a, Map.of());
    } else if (!Objects.equals(a, b)) {
      add(path, path + " is " + text(a) + " in A and " + text(b) + " in B");
    }
  }

  private void only(String path, Object value, String run) {
    boolean single = value != null && !(value instanceof Map<?, ?>);
    add(path, path + (single ? " (" + text(value) + ")" : "") + " is in " + run + " alone");
  }

  private void add(String path, String difference) {
    (BESIDE.contains(path) ? beside : differences).add(difference);
  }

  /** A list of plugins, each a name or a name with its parameters, by these names. */
  private static Object named(Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      return value;
    }
    Map<Object, Object> named = new LinkedHashMap<>();
    for (Object element : list) {
      if (element instanceof Map<?, ?> map && map.size() == 1) {
        map.forEach(named::put);
      } else if (element instanceof String) {
        named.put(element, null);
      } else {
        return value;
      }
    }
    return named.size() == list.size() ? named : value;
  }

  /** In one line. */
  private static String text(Object value) {
    DumperOptions inline = new DumperOptions();
    inline.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
    inline.setWidth(Integer.MAX_VALUE);
    String text =
        value instanceof String plain
            ? plain
            : value == null ? "nothing" : new Yaml(inline).dump(value).strip();
    return PlainText.of(Columns.cut(text, WIDEST));
  }
}
