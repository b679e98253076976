package org.orthant.framework.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a {@link Sweep} from the tree of a whole configuration. */
final class SweepBinding {
  private static final int MOST_PARTS = 1000;

  /** These name what is measured, and change nothing of it. */
  private static final Set<String> FIXED =
      Set.of(RunKey.NAME.id(), RunKey.REPORT.id(), RunKey.SWEEP.id());

  private final Function<Tree, Optional<RunSpec>> binding;
  private final ConfigPaths paths;
  private final Problems problems;

  /**
   * @param binding makes a run of a configuration without a sweep, and adds to the problems
   * @param paths those that the binding has found
   */
  SweepBinding(Function<Tree, Optional<RunSpec>> binding, ConfigPaths paths, Problems problems) {
    this.binding = binding;
    this.paths = paths;
    this.problems = problems;
  }

  private record Axis(String path, List<Tree> values, List<Setting> settings) {}

  /**
   * The sweep; of one part where the configuration has none.
   *
   * @throws ConfigException if there are problems, those found before among them
   */
  Sweep bind(Tree tree) {
    Optional<Tree.Entry> sweep =
        tree instanceof Tree.Mapping root
            ? root.entry(RunKey.SWEEP.id()).filter(entry -> !Binder.isNothing(entry.value()))
            : Optional.empty();
    Tree alone = without(tree, Set.of(RunKey.SWEEP.id()));
    List<Axis> axes = sweep.map(this::axes).orElse(List.of());
    List<List<Integer>> choices = choices(axes);
    Optional<RunSpec> first = binding.apply(set(alone, axes, choices.get(0)));
    List<SweepPart> parts =
        axes.isEmpty()
            ? List.of()
            : parts(without(alone, Set.of(RunKey.REPORT.id())), axes, choices);
    RunSpec whole = first.filter(spec -> problems.isEmpty()).orElseThrow(problems::toException);
    return axes.isEmpty()
        ? new Sweep(
            whole.name(),
            List.of(),
            List.of(new SweepPart(whole.name(), List.of(), whole)),
            whole.report(),
            whole.yaml())
        : new Sweep(
            whole.name(), named(axes), parts, whole.report(), TreeWriter.write(paths.whole(tree)));
  }

  /** All that can be bound; the problems tell of the others. */
  private List<SweepPart> parts(Tree tree, List<Axis> axes, List<List<Integer>> choices) {
    List<SweepAxis> named = named(axes);
    List<String> labels = named.stream().map(SweepAxis::label).toList();
    List<SweepPart> parts = new ArrayList<>();
    for (List<Integer> choice : choices) {
      List<String> values = new ArrayList<>();
      for (int axis = 0; axis < named.size(); axis++) {
        values.add(named.get(axis).values().get(choice.get(axis)));
      }
      String name = PartName.of(labels, values);
      binding
          .apply(renamed(set(tree, axes, choice), name))
          .ifPresent(spec -> parts.add(new SweepPart(name, values, spec)));
    }
    return parts;
  }

  private List<Axis> axes(Tree.Entry sweep) {
    if (!(sweep.value() instanceof Tree.Mapping mapping) || mapping.entries().isEmpty()) {
      problems.add(
          sweep.value().position(),
          "expected a mapping from paths to lists of values, at least one, found "
              + sweep.value().words());
      return List.of();
    }
    List<Axis> axes = new ArrayList<>();
    long parts = 1;
    for (Tree.Entry entry : mapping.entries()) {
      axis(entry).ifPresent(axes::add);
      int values = entry.value() instanceof Tree.Sequence list ? list.items().size() : 1;
      parts = Math.multiplyExact(parts, Math.max(1, values));
      if (parts > MOST_PARTS) {
        problems.add(
            sweep.position(),
            String.format(
                Locale.ROOT,
                "stands for %d runs or more; at most %d are allowed",
                parts,
                MOST_PARTS));
        break;
      }
    }
    // What each part has to say against its values counts only where the sweep itself is sound.
    return problems.isEmpty() ? axes : List.of();
  }

  private Optional<Axis> axis(Tree.Entry entry) {
    if (FIXED.contains(entry.key().split("\\.", -1)[0])) {
      problems.add(
          entry.position(),
          String.format(Locale.ROOT, "%s cannot be swept", Wording.quote(entry.key())));
      return Optional.empty();
    }
    if (!(entry.value() instanceof Tree.Sequence list) || list.items().isEmpty()) {
      problems.add(
          entry.value().position(),
          "expected a list of values, at least one, found "
              + (entry.value() instanceof Tree.Sequence ? "none" : entry.value().words()));
      return Optional.empty();
    }
    refuseRepeats(list);
    List<Setting> settings =
        list.items().stream()
            .flatMap(value -> Setting.of(entry.position(), entry.key(), value, problems).stream())
            .toList();
    return Optional.of(new Axis(entry.key(), list.items(), settings));
  }

  private void refuseRepeats(Tree.Sequence list) {
    Map<String, Position> seen = new HashMap<>();
    for (Tree value : list.items()) {
      String text = TreeWriter.inline(value);
      Position first = seen.putIfAbsent(text, value.position());
      if (first != null) {
        problems.add(
            value.position(),
            String.format(
                Locale.ROOT,
                "the value %s stands here a second time; first at %s",
                Wording.quote(text),
                first));
      }
    }
  }

  /** For each part which value of each axis it takes; the last axis changes fastest. */
  private static List<List<Integer>> choices(List<Axis> axes) {
    List<List<Integer>> choices = List.of(List.of());
    for (Axis axis : axes) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> choice : choices) {
        for (int value = 0; value < axis.values().size(); value++) {
          longer.add(Stream.concat(choice.stream(), Stream.of(value)).toList());
        }
      }
      choices = longer;
    }
    return choices;
  }

  private static Tree set(Tree tree, List<Axis> axes, List<Integer> choice) {
    Tree changed = tree;
    for (int axis = 0; axis < axes.size(); axis++) {
      changed = axes.get(axis).settings().get(choice.get(axis)).applyTo(changed);
    }
    return changed;
  }

  private static Tree without(Tree tree, Set<String> keys) {
    return tree instanceof Tree.Mapping root
        ? new Tree.Mapping(
            root.position(),
            root.entries().stream().filter(entry -> !keys.contains(entry.key())).toList())
        : tree;
  }

  private static Tree renamed(Tree tree, String name) {
    Tree.Mapping root = (Tree.Mapping) tree; // or there would be no axes
    return new Tree.Mapping(
        root.position(),
        root.entries().stream()
            .map(
                entry ->
                    entry.key().equals(RunKey.NAME.id())
                        ? new Tree.Entry(
                            entry.position(),
                            entry.key(),
                            new Tree.Scalar(entry.value().position(), name, true))
                        : entry)
            .toList());
  }

  private static List<SweepAxis> named(List<Axis> axes) {
    List<List<String>> paths =
        axes.stream().map(axis -> List.of(axis.path().split("\\.", -1))).toList();
    List<SweepAxis> named = new ArrayList<>();
    for (int axis = 0; axis < axes.size(); axis++) {
      named.add(
          new SweepAxis(
              axes.get(axis).path(),
              label(axis, paths),
              axes.get(axis).values().stream().map(TreeWriter::inline).toList()));
    }
    return named;
  }

  /** The shortest end of a path that no other path has. */
  private static String label(int axis, List<List<String>> paths) {
    List<String> path = paths.get(axis);
    for (int length = 1; length < path.size(); length++) {
      List<String> end = path.subList(path.size() - length, path.size());
      if (paths.stream().filter(other -> endsWith(other, end)).count() == 1) {
        return String.join(".", end);
      }
    }
    return String.join(".", path);
  }

  private static boolean endsWith(List<String> path, List<String> end) {
    return path.size() >= end.size()
        && path.subList(path.size() - end.size(), path.size()).equals(end);
  }
}
