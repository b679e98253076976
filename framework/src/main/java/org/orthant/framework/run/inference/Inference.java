package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.measure.Inputs;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.Signals;

/**
 * Passes one group of images through variants of a network. What several variants have in common is
 * computed once, and everything is freed when the last that takes it has been computed.
 */
public final class Inference {
  private final Network network;
  private final Observer observer;
  private final List<Variant> variants;
  private final Set<Step> computed = new HashSet<>();
  private final Map<Step, Value> values = new HashMap<>();
  private final Set<Variant> goingBack = new HashSet<>();
  private final Map<Step, Integer> readers = new HashMap<>();
  private final Map<MeetingKey, Sharing> sharing = new HashMap<>();
  private final Map<MeetingKey, Meeting> meetings = new HashMap<>();

  /** Sees what happens on the way. */
  public interface Observer {
    /**
     * Called before a layer computes.
     *
     * @param variants all that the layer's inputs belong to
     * @param products what enters, and what comes of it; valid during the call
     */
    default void enters(List<Variant> variants, Products products) {}

    /**
     * Called when a unit with a layer has computed.
     *
     * @param variants all that its inputs belong to
     * @param outputs what leaves the unit; valid during the call
     */
    default void gives(List<Variant> variants, LayerStage stage, Signals outputs) {}

    /** Whether a variant's way back will be asked for: then all of its values stay to the end. */
    default boolean goesBack(Variant variant) {
      return false;
    }

    /**
     * Called at the end of each variant.
     *
     * @param path what the images have passed; whole where {@link #goesBack}; valid during the call
     * @param scores [images, classes]; valid during the call
     */
    default void leaves(Variant variant, Path path, INDArray scores) {}
  }

  /** A layer's unit, the step that gives what enters it, and what becomes of that there. */
  private record MeetingKey(int unit, Step input, Inputs inputs) {}

  /** What stages and variants meet the same inputs of a layer. */
  private static final class Sharing {
    private final Set<LayerStage> stages = new LinkedHashSet<>();
    private final List<Variant> variants = new ArrayList<>();
    private int open;
  }

  private Inference(Network network, List<Variant> variants, Observer observer) {
    this.network = network;
    this.observer = observer;
    this.variants = Ordering.together(variants);
    for (Variant variant : this.variants) {
      plan(variant);
    }
  }

  /**
   * Passes images through all variants.
   *
   * @param images [images, height, width, channels]; the caller closes them
   */
  public static void run(
      Network network, INDArray images, List<Variant> variants, Observer observer) {
    new Inference(network, variants, observer).run(images);
  }

  /** Counts who will read each value. */
  private void plan(Variant variant) {
    boolean goesBack = observer.goesBack(variant);
    if (goesBack) {
      goingBack.add(variant);
    }
    for (Unit unit : network.units()) {
      Step step = variant.steps().get(unit.index());
      if (unit instanceof LayerUnit) {
        Sharing shared = sharing.computeIfAbsent(key(step), this::firstToMeet);
        shared.variants.add(variant);
        if (shared.stages.add((LayerStage) step.stage().orElseThrow())) {
          shared.open++;
        }
        shared.open += goesBack ? 1 : 0;
      } else if (!readers.containsKey(step)) {
        new HashSet<>(step.inputs()).forEach(this::addReader);
      }
      readers.putIfAbsent(step, 0);
      if (goesBack) {
        addReader(step);
      }
    }
    addReader(scores(variant));
  }

  private Sharing firstToMeet(MeetingKey key) {
    addReader(key.input());
    return new Sharing();
  }

  private void addReader(Step step) {
    readers.merge(step, 1, Integer::sum);
  }

  private static MeetingKey key(Step step) {
    Stage stage = step.stage().orElseThrow();
    return new MeetingKey(stage.unit().index(), step.inputs().get(0), stage.alteration().inputs());
  }

  private Step scores(Variant variant) {
    return variant.steps().get(network.scores().index());
  }

  private void run(INDArray images) {
    values.put(
        Step.IMAGE, new Value(Signals.of(images, network.graph().input()), Optional.empty()));
    try {
      for (Variant variant : variants) {
        for (Step step : variant.steps()) {
          if (computed.add(step)) {
            keep(step, compute(step));
          }
        }
        leave(variant);
      }
    } finally {
      values.remove(Step.IMAGE);
      // What is left if something was thrown.
      meetings.values().forEach(Meeting::free);
      values.values().forEach(Value::free);
    }
  }

  /** Keeps a value for those who take it, if anybody does. */
  private void keep(Step step, Value value) {
    if (readers.get(step) > 0) {
      values.put(step, value);
    } else {
      letGo(value);
    }
  }

  private static void letGo(Value value) {
    value.settle();
    value.release();
  }

  private Value compute(Step step) {
    Stage stage = step.stage().orElseThrow();
    return stage instanceof LayerStage layer
        ? compute(step, layer)
        : compute(step, (NodeStage) stage);
  }

  private Value compute(Step step, LayerStage stage) {
    MeetingKey key = key(step);
    Meeting meeting = meetings.get(key);
    if (meeting == null) {
      meeting = meet(key, stage.unit());
      meetings.put(key, meeting);
      show(meeting, sharing.get(key));
      read(key.input());
    }
    Outputs outputs = stage.outputs(meeting.products());
    Value value = new Value(outputs.activated(), continuous(stage, outputs, meeting));
    observer.gives(with(step), stage, value.signals());
    close(key);
    return value;
  }

  private Meeting meet(MeetingKey key, LayerUnit unit) {
    Value input = values.get(key.input());
    LayerShape shape = unit.layer().shape();
    return new Meeting(
        new Products(
            unit.layer(),
            unit.layer().entering(key.inputs(), input.signals()),
            input.continuous().map(before -> () -> Signals.shaped(before.get(), shape)),
            unit.computesInLanes()),
        input);
  }

  private void show(Meeting meeting, Sharing shared) {
    Products products = meeting.products();
    shared.stages.forEach(stage -> stage.expect(products));
    observer.enters(shared.variants, products);
    products.release();
  }

  private static Optional<Continuous> continuous(
      LayerStage stage, Outputs outputs, Meeting meeting) {
    if (stage.unit().activation().isEmpty()) {
      return Optional.empty();
    }
    meeting.hold();
    return Optional.of(
        new Continuous(
            outputs::continuous,
            () -> {
              outputs.forgetContinuous();
              meeting.release();
            }));
  }

  private List<Variant> with(Step step) {
    int unit = step.stage().orElseThrow().unit().index();
    return variants.stream().filter(variant -> variant.steps().get(unit) == step).toList();
  }

  private Value compute(Step step, NodeStage stage) {
    List<Value> inputs = step.inputs().stream().map(values::get).toList();
    Value value =
        new Value(
            stage.output(inputs.stream().map(Value::signals).toList(), network.arithmetic()),
            Replay.of(stage.unit(), inputs));
    new HashSet<>(step.inputs()).forEach(this::read);
    return value;
  }

  /** Takes note that one who takes a value has taken it. */
  private void read(Step step) {
    if (step != Step.IMAGE && readers.merge(step, -1, Integer::sum) == 0) {
      letGo(values.remove(step));
    }
  }

  private void close(MeetingKey key) {
    if (--sharing.get(key).open == 0) {
      meetings.remove(key).release();
    }
  }

  private void leave(Variant variant) {
    INDArray scores = values.get(scores(variant)).signals().tensor();
    observer.leaves(
        variant,
        new Path(
            network,
            variant,
            unit -> values.get(step(variant, unit)),
            unit -> meetings.get(key(step(variant, unit))).products()),
        scores.reshape('c', scores.size(0), scores.size(3)));
    if (goingBack.contains(variant)) {
      for (Unit unit : network.units()) {
        if (unit instanceof LayerUnit) {
          close(key(step(variant, unit.index())));
        }
        read(step(variant, unit.index()));
      }
    }
    read(scores(variant));
  }

  private static Step step(Variant variant, int unit) {
    return unit == Unit.IMAGE ? Step.IMAGE : variant.steps().get(unit);
  }

  /** The class with the highest score of each image; of equal ones the first. */
  public static int[] predictions(INDArray scores) {
    return Nd4j.argMax(scores, 1).toIntVector();
  }
}
