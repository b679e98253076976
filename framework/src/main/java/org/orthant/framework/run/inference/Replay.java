package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.run.node.Nodes;

/**
 * What left a node, had the quantizer before it done nothing. Nodes that keep values, such as a max
 * pool or a pad, are replayed on what entered the nearest quantizer.
 */
final class Replay {
  private Replay() {}

  /** Empty where no quantizer is near: then what leaves the node is continuous itself. */
  static Optional<Continuous> of(NodeUnit unit, List<Value> inputs) {
    if (unit.node() instanceof Quantize) {
      Value before = inputs.get(0);
      before.hold();
      return Optional.of(new Continuous(() -> before.signals().tensor(), before::release));
    }
    if (!Nodes.keepsValues(unit.node())
        || inputs.stream().anyMatch(input -> input.continuous().isEmpty())) {
      return Optional.empty();
    }
    List<Continuous> sources =
        inputs.stream().map(input -> input.continuous().orElseThrow()).toList();
    sources.forEach(Counted::hold);
    return Optional.of(new Replayed(unit, sources).continuous());
  }

  /** Replays a node when it is first asked to. */
  private static final class Replayed {
    private final NodeUnit unit;
    private final List<Continuous> sources;
    private Optional<INDArray> made = Optional.empty();

    Replayed(NodeUnit unit, List<Continuous> sources) {
      this.unit = unit;
      this.sources = sources;
    }

    Continuous continuous() {
      return new Continuous(this::replay, this::release);
    }

    private INDArray replay() {
      List<INDArray> images = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        images.add(shaped(sources.get(i).get(), unit.shapes().get(i)));
      }
      INDArray replayed = Nodes.apply(unit.node(), images, unit.shapes());
      made = Optional.of(replayed);
      return replayed;
    }

    private static INDArray shaped(INDArray numbers, ImageShape image) {
      return numbers.reshape(
          'c', numbers.length() / image.size(), image.height(), image.width(), image.channels());
    }

    private void release() {
      made.ifPresent(INDArray::close);
      sources.forEach(Counted::release);
    }
  }
}
