package org.orthant.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.graph.Model;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Needs;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;
import org.orthant.api.work.Work;

/** Plugins that stand where a configuration must name one, and do nothing. */
final class StandIn {
  static final String ID = "testkit-stand-in";
  static final List<Class<?>> ALL =
      List.of(Network.class, Quantizing.class, Probing.class, Executing.class);

  private StandIn() {}

  /** A network without layers. */
  @Id(ID)
  @Doc("Stands for a network")
  public record Network() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return List.of();
    }

    @Override
    public Model obtain(Preparation preparation) {
      return Model.ofLayers(List.of(), Map.of());
    }
  }

  /** A quantizer that keeps what it is given, and a rotation it never uses. */
  @Id(ID)
  @Doc("Stands for a quantizer")
  public record Quantizing(@Doc("the rotation under test") Optional<Rotation> rotation)
      implements Quantizer {
    public Quantizing() {
      this(Optional.empty());
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.dup('c');
    }
  }

  /** A probe that concludes nothing. */
  @Id(ID)
  @Doc("Stands for a probe")
  public record Probing() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  /** An executor that does one piece after the other. */
  @Id(ID)
  @Doc("Stands for an executor")
  public record Executing() implements Executor {
    @Override
    public int threads() {
      return 1;
    }

    @Override
    public <T> void execute(Work<T> work, Consumer<T> fold) {
      work.pieces().forEach(piece -> fold.accept(work.perform(piece)));
    }
  }
}
