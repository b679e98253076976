package org.orthant.framework.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.ScalarType;
import org.orthant.framework.catalog.Structure;
import org.orthant.framework.gate.Gate;

/** Makes a {@link RunSpec} from the tree of a whole configuration. */
final class RunSpecBinding {
  private static final Pattern NAME = Pattern.compile(RunNames.NAME);
  private static final Pattern LAYER = Pattern.compile(RunNames.LAYER);

  private final Tree.Mapping root;
  private final PretrainedNetworks pretrained;
  private final ConfigPaths paths;
  private final Problems problems;
  private final Binder binder;

  private RunSpecBinding(
      Tree.Mapping root,
      Catalog catalog,
      PretrainedNetworks pretrained,
      ConfigPaths paths,
      Problems problems) {
    this.root = root;
    this.paths = paths;
    this.pretrained = pretrained;
    this.problems = problems;
    this.binder = new Binder(catalog, paths.and(pretrained.folders()), problems);
  }

  /** The run; empty if there are problems, those found before among them. */
  static Optional<RunSpec> bind(
      Tree tree,
      Catalog catalog,
      PretrainedNetworks pretrained,
      ConfigPaths paths,
      Problems problems) {
    if (tree instanceof Tree.Mapping root) {
      return new RunSpecBinding(root, catalog, pretrained, paths, problems).run();
    }
    problems.add(
        tree.position(),
        String.format(
            Locale.ROOT,
            "expected a mapping with the keys %s, found %s",
            String.join(", ", RunKey.ids()),
            tree.words()));
    return Optional.empty();
  }

  private Optional<RunSpec> run() {
    binder.refuseUnknownKeys(root, RunKey.ids());
    Optional<String> name = required(RunKey.NAME).flatMap(this::name);
    Optional<Long> seed =
        required(RunKey.SEED).flatMap(tree -> binder.scalar(ScalarType.LONG, Long.class, tree));
    Optional<Named<DatasetSource>> dataset =
        given(RunKey.DATASET)
            .flatMap(tree -> binder.plugin(PluginKind.DATASET, DatasetSource.class, tree));
    Optional<Tree> expanded =
        required(RunKey.NETWORK).flatMap(tree -> pretrained.expanded(tree, problems));
    Optional<Named<NetworkSource>> network =
        expanded.flatMap(tree -> binder.plugin(PluginKind.NETWORK, NetworkSource.class, tree));
    List<Named<Quantizer>> quantizers =
        required(RunKey.QUANTIZERS).map(this::quantizers).orElse(List.of());
    Optional<String> focus = given(RunKey.FOCUS).flatMap(tree -> focus(tree, quantizers));
    List<Located<String>> layers = required(RunKey.LAYERS).map(this::layers).orElse(List.of());
    List<Tree> listed = required(RunKey.PROBES).map(this::listed).orElse(List.of());
    List<Named<Probe>> probes = probes(withAdvice(listed));
    Optional<Integer> calibration = required(RunKey.CALIBRATION).flatMap(this::calibration);
    Optional<Named<Executor>> executor =
        required(RunKey.EXECUTOR)
            .flatMap(tree -> binder.plugin(PluginKind.EXECUTOR, Executor.class, tree));
    Optional<Located<Gate>> gate = given(RunKey.GATE).flatMap(this::gate);
    Optional<Path> report =
        given(RunKey.REPORT).flatMap(tree -> binder.scalar(ScalarType.PATH, Path.class, tree));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RunSpec(
            name.orElseThrow(),
            seed.orElseThrow(),
            dataset,
            network.orElseThrow(),
            first(focus, quantizers),
            focus,
            layers,
            probes,
            calibration.orElseThrow(),
            executor.orElseThrow(),
            gate,
            report.orElseGet(() -> Path.of("reports", "out", name.orElseThrow())),
            paths.folder(),
            TreeWriter.write(paths.whole(root)),
            new MovableConfig(
                TreeWriter.write(paths.absolute(root)),
                expanded.map(tree -> TreeWriter.write(paths.absolute(tree))).orElseThrow())));
  }

  /** Returns what stands at a key, or its default; empty, as a problem, if there is neither. */
  private Optional<Tree> required(RunKey key) {
    Optional<Tree> value =
        root.entry(key.id())
            .map(Tree.Entry::value)
            .or(() -> key.fallback().map(word -> new Tree.Scalar(root.position(), word, true)));
    if (value.isEmpty()) {
      problems.add(root.position(), "the key '" + key.id() + "' is missing");
    }
    return value;
  }

  /** Returns what stands at a key that may be left out, or left without a value. */
  private Optional<Tree> given(RunKey key) {
    return root.entry(key.id()).map(Tree.Entry::value).filter(value -> !Binder.isNothing(value));
  }

  private Optional<Integer> calibration(Tree tree) {
    Optional<Integer> images = binder.scalar(ScalarType.INT, Integer.class, tree);
    if (images.isPresent() && images.get() < 1) {
      binder.refuse(tree, "at least 1 image");
    }
    return images;
  }

  private Optional<Located<Gate>> gate(Tree tree) {
    Optional<Located<Gate>> gate =
        binder
            .value(new Structure(Gate.class), tree, Optional.empty())
            .map(value -> new Located<>((Gate) value, tree.position()));
    if (gate.isPresent() && gate.get().value().rules().isEmpty()) {
      return binder.refuse(tree, new Structure(Gate.class).words() + ", at least one");
    }
    return gate;
  }

  private Optional<String> name(Tree tree) {
    Optional<String> name = binder.scalar(ScalarType.STRING, String.class, tree);
    name.ifPresent(text -> checkName(text, tree.position()));
    return name;
  }

  private void checkName(String name, Position position) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          position,
          "expected a name of at most 64 letters, digits, '.', '_' and '-' that begins with a"
              + " letter or digit, found "
              + Wording.quote(name));
    }
  }

  private List<Named<Quantizer>> quantizers(Tree tree) {
    if (!(tree instanceof Tree.Mapping mapping) || mapping.entries().isEmpty()) {
      binder.refuse(tree, "a mapping from names to quantizers, at least one");
      return List.of();
    }
    List<Named<Quantizer>> quantizers = new ArrayList<>();
    for (Tree.Entry entry : mapping.entries()) {
      checkName(entry.key(), entry.position());
      if (RunNames.RESERVED.contains(entry.key())) {
        problems.add(entry.position(), "a quantizer cannot be named " + Wording.quote(entry.key()));
      }
      binder
          .plugin(PluginKind.QUANTIZER, Quantizer.class, entry.value())
          .map(
              quantizer ->
                  new Named<>(entry.key(), quantizer.plugin(), quantizer.value(), entry.position()))
          .ifPresent(quantizers::add);
    }
    return quantizers;
  }

  private Optional<String> focus(Tree tree, List<Named<Quantizer>> quantizers) {
    Optional<String> name = binder.scalar(ScalarType.STRING, String.class, tree);
    List<String> known = quantizers.stream().map(Named::name).toList();
    if (name.isPresent() && !known.isEmpty() && !known.contains(name.get())) {
      binder.refuse(tree, "one of the run's quantizers, which are " + String.join(", ", known));
    }
    return name;
  }

  private static List<Named<Quantizer>> first(
      Optional<String> focus, List<Named<Quantizer>> quantizers) {
    return quantizers.stream()
        .sorted(Comparator.comparing(quantizer -> !focus.equals(Optional.of(quantizer.name()))))
        .toList();
  }

  private List<Located<String>> layers(Tree tree) {
    List<Tree> items = tree instanceof Tree.Sequence list ? list.items() : List.of(tree);
    if (items.isEmpty()) {
      binder.refuse(tree, "at least one layer, or \"*\" for all");
    }
    List<Located<String>> layers = new ArrayList<>();
    for (Tree item : items) {
      Optional<String> pattern = binder.scalar(ScalarType.STRING, String.class, item);
      if (pattern.isPresent() && !LAYER.matcher(pattern.get()).matches()) {
        binder.refuse(item, "a layer's name, in which * stands for any letters");
      }
      pattern.ifPresent(text -> layers.add(new Located<>(text, item.position())));
    }
    return layers;
  }

  private List<Tree> listed(Tree tree) {
    if (!(tree instanceof Tree.Sequence sequence) || sequence.items().isEmpty()) {
      binder.refuse(tree, "a list of probes, at least one");
      return List.of();
    }
    return sequence.items();
  }

  private List<Tree> withAdvice(List<Tree> probes) {
    return Stream.concat(
            probes.stream(),
            given(RunKey.ADVICE).map(advice -> AdviceKey.probe(advice, probes)).stream())
        .toList();
  }

  private List<Named<Probe>> probes(List<Tree> items) {
    List<Named<Probe>> probes = new ArrayList<>();
    Map<String, Position> seen = new HashMap<>();
    for (Tree item : items) {
      Optional<Named<Probe>> bound = binder.plugin(PluginKind.PROBE, Probe.class, item);
      if (bound.isEmpty()) {
        continue;
      }
      Named<Probe> probe = bound.get();
      probes.add(probe);
      Position first = seen.putIfAbsent(probe.name(), probe.position());
      if (first != null) {
        problems.add(
            probe.position(),
            String.format(
                Locale.ROOT,
                "the probe %s stands here a second time; first at %s",
                Wording.quote(probe.name()),
                first));
      }
    }
    return probes;
  }
}
