package org.orthant.framework.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.api.finding.Advice;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Weights;

/**
 * Configurations that follow from advice: one that measures just the advised network, and where the
 * network is trained here, one that trains it so.
 */
public final class AdvisedConfig {
  /** What belongs to the run that gave the advice alone. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          RunKey.ADVICE.id(),
          RunKey.FOCUS.id(),
          RunKey.GATE.id(),
          RunKey.REPORT.id(),
          RunKey.SWEEP.id());

  private static final String CONTINUOUS = "continuous";
  private static final String OVERRIDES = "overrides";
  private static final String WEIGHTS = "weights";

  /** The quantizer that leaves weights continuous. */
  private static final String IDENTITY = "identity";

  private static final int LONGEST_NAME = 64;

  private final Position here;
  private final Tree.Mapping root;
  private final Advice advice;
  private final RunSpec spec;

  private AdvisedConfig(RunSpec spec, Tree.Mapping root, Advice advice) {
    this.spec = spec;
    this.root = root;
    this.here = root.position();
    this.advice = advice;
  }

  /** Those that follow from advice which a run gave. */
  public static AdvisedConfig of(RunSpec spec, Advice advice) {
    return new AdvisedConfig(spec, (Tree.Mapping) read(spec.movable().run()), advice);
  }

  private static Tree read(String written) {
    return YamlReader.read(
            written, (line, column) -> new Position("advice", line, column), new Problems())
        .orElseThrow();
  }

  /** Measures just the advised network, on as many images as the probe was told. */
  public String measuring() {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry entry : kept("")) {
      entries.add(
          entry.key().equals(RunKey.PROBES.id())
              ? entry(entry.key(), new Tree.Sequence(here, List.of(assignment())))
              : entry);
    }
    return comment("Measures the network") + TreeWriter.write(new Tree.Mapping(here, entries));
  }

  private List<Tree.Entry> kept(String ending) {
    List<Tree.Entry> kept = new ArrayList<>();
    for (Tree.Entry entry : root.entries()) {
      if (entry.key().equals(RunKey.NAME.id())) {
        kept.add(entry(entry.key(), word(name(((Tree.Scalar) entry.value()).text(), ending))));
      } else if (!LEFT_OUT.contains(entry.key())) {
        kept.add(entry);
      }
    }
    return kept;
  }

  private String name(String run, String ending) {
    String end = "-" + advice.name() + ending;
    return run.substring(0, Math.min(run.length(), LONGEST_NAME - end.length())) + end;
  }

  private String comment(String does) {
    return String.format(
        Locale.ROOT, "# %s advised for %s:%n# %s.%n", does, advice.goal(), advice.text());
  }

  private Tree.Mapping assignment() {
    List<Tree.Entry> weights = new ArrayList<>();
    List<Tree.Entry> inputs = new ArrayList<>();
    for (Advice.Choice choice : advice.choices()) {
      weights(choice.change().weights())
          .ifPresent(name -> weights.add(entry(choice.layer(), word(name))));
      choice
          .change()
          .inputs()
          .quantizer()
          .ifPresent(name -> inputs.add(entry(choice.layer(), word(name))));
    }
    List<Tree.Entry> parameters = new ArrayList<>();
    parameters.add(entry(WEIGHTS, new Tree.Mapping(here, weights)));
    if (!inputs.isEmpty()) {
      parameters.add(entry("inputs", new Tree.Mapping(here, inputs)));
    }
    parameters.add(entry("images", word(Integer.toString(advice.images()))));
    boolean means = advice.correction() == Correction.MEANS;
    parameters.add(entry("refit", word(Integer.toString(means ? 0 : advice.refit()))));
    if (means) {
      parameters.add(entry("bias-correction", word(Integer.toString(advice.refit()))));
      parameters.add(entry("judged", word("bias-corrected")));
    } else if (advice.refit() == 0) {
      parameters.add(entry("judged", word("raw")));
    }
    return mapping("assignment", new Tree.Mapping(here, parameters));
  }

  /** Returns what a configuration calls weights; empty for those that a layer has. */
  private static Optional<String> weights(Weights weights) {
    return switch (weights.kind()) {
      case TRAINED -> Optional.empty();
      case CONTINUOUS -> Optional.of(CONTINUOUS);
      case QUANTIZED -> weights.quantizer();
    };
  }

  /**
   * Trains the network with the advised weights; empty where it is none that is trained here and
   * can be told of single layers.
   */
  public Optional<String> training() {
    if (Stream.of(spec.network().value().getClass().getRecordComponents())
        .noneMatch(component -> component.getName().equals(OVERRIDES))) {
      return Optional.empty();
    }
    Tree network = read(spec.movable().network());
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry entry : kept("-trained")) {
      entries.add(
          entry.key().equals(RunKey.NETWORK.id())
              ? entry(entry.key(), trained((Tree.Mapping) network))
              : entry);
    }
    return Optional.of(
        comment("Trains a network like the one")
            + TreeWriter.write(new Tree.Mapping(here, entries)));
  }

  private Tree value(RunKey key) {
    return root.entry(key.id()).orElseThrow().value();
  }

  /** The network with what is advised for its layers, and without what it was trained to. */
  private Tree.Mapping trained(Tree.Mapping network) {
    Tree.Entry plugin = network.entries().get(0);
    List<Tree.Entry> parameters = new ArrayList<>();
    List<Tree.Entry> overrides = new ArrayList<>();
    for (Tree.Entry entry : entries(plugin.value())) {
      if (entry.key().equals(OVERRIDES)) {
        overrides.addAll(entries(entry.value()));
      } else if (!entry.key().equals(PretrainedNetworks.PARAMETERS)) {
        parameters.add(entry);
      }
    }
    for (Advice.Choice choice : advice.choices()) {
      weights(choice.change().weights())
          .ifPresent(name -> override(overrides, choice.layer(), quantizer(name)));
    }
    parameters.add(entry(OVERRIDES, new Tree.Mapping(here, overrides)));
    return mapping(plugin.key(), new Tree.Mapping(here, parameters));
  }

  private static List<Tree.Entry> entries(Tree tree) {
    return tree instanceof Tree.Mapping mapping ? mapping.entries() : List.of();
  }

  private void override(List<Tree.Entry> overrides, String layer, Tree quantizer) {
    List<Tree.Entry> ofLayer = new ArrayList<>();
    overrides.stream()
        .filter(entry -> entry.key().equals(layer))
        .flatMap(entry -> entries(entry.value()).stream())
        .filter(entry -> !entry.key().equals(WEIGHTS))
        .forEach(ofLayer::add);
    ofLayer.add(entry(WEIGHTS, quantizer));
    overrides.removeIf(entry -> entry.key().equals(layer));
    overrides.add(entry(layer, new Tree.Mapping(here, ofLayer)));
  }

  /** As the run's configuration writes it. */
  private Tree quantizer(String name) {
    return name.equals(CONTINUOUS)
        ? word(IDENTITY)
        : ((Tree.Mapping) value(RunKey.QUANTIZERS)).entry(name).orElseThrow().value();
  }

  private Tree word(String text) {
    return new Tree.Scalar(here, text, false);
  }

  private Tree.Entry entry(String key, Tree value) {
    return new Tree.Entry(here, key, value);
  }

  private Tree.Mapping mapping(String key, Tree value) {
    return new Tree.Mapping(here, List.of(entry(key, value)));
  }
}
