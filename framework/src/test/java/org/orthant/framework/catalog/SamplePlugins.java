package org.orthant.framework.catalog;

import static org.orthant.api.InvalidParameterException.unless;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.graph.Model;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Needs;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;
import org.orthant.api.work.Work;

/** Plugins that exist to be configured; none of them is ever run. */
public final class SamplePlugins {
  private SamplePlugins() {}

  /** All of them. */
  public static ServiceFiles all() {
    return new ServiceFiles()
        .with(
            Binary.class,
            Ternary.class,
            Gbt.class,
            Crashing.class,
            Hadamard.class,
            Angle.class,
            DotProduct.class,
            Digits.class,
            Files.class,
            Mlp.class,
            Stored.class,
            Local.class);
  }

  /** Quantizers that cannot quantize. */
  public interface IdleQuantizer extends Quantizer {
    @Override
    default VectorMap fit(Sample sample, Seed seed) {
      throw new UnsupportedOperationException();
    }
  }

  /** Probes that see nothing. */
  public interface IdleProbe extends Probe {
    @Override
    default Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    default Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  /** Networks that cannot be obtained. */
  public interface IdleNetwork extends NetworkSource {
    @Override
    default List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      throw new UnsupportedOperationException();
    }

    @Override
    default Model obtain(Preparation preparation) {
      throw new UnsupportedOperationException();
    }
  }

  /** Datasets without images. */
  public interface IdleDataset extends DatasetSource {
    @Override
    default DatasetShape shape() {
      throw new UnsupportedOperationException();
    }

    @Override
    default Dataset open(DataFiles files) {
      throw new UnsupportedOperationException();
    }
  }

  @Id("test-binary")
  @Doc(value = "Keeps the sign", formula = "sign(x)", source = "Courbariaux et al. 2016")
  public record Binary() implements IdleQuantizer {}

  /** What a threshold is measured in. */
  public enum Rule {
    ABSOLUTE,
    RELATIVE_TO_MEAN
  }

  @Id("test-ternary")
  @Doc("Sign or zero")
  public record Ternary(
      Rule rule, @Doc("Below it, zero") double threshold, boolean keepScale, Optional<Integer> bits)
      implements IdleQuantizer {
    public Ternary {
      unless(threshold > 0, "threshold", "must be above 0", threshold);
      unless(bits.orElse(1) > 0, "bits", "must be above 0", bits.orElse(1));
    }

    public Ternary() {
      this(Rule.RELATIVE_TO_MEAN, 0.7, false, Optional.empty());
    }
  }

  @Id("test-gbt")
  @Doc("Quantizes along rotated axes")
  public record Gbt(Quantizer quantizer, Rotation rotation) implements IdleQuantizer {
    public Gbt() {
      this(new Ternary(Rule.ABSOLUTE, 0.02, false, Optional.empty()), new Hadamard());
    }
  }

  @Id("test-crashing")
  public record Crashing(int strength) implements IdleQuantizer {
    public Crashing {
      if (strength > 3) {
        throw new IllegalStateException("too strong\nfor this world");
      }
      if (strength < 0) {
        throw new BadInputException("no strength below 0");
      }
    }

    public Crashing() {
      this(1);
    }
  }

  @Id("test-hadamard")
  public record Hadamard(int blockSize) implements Rotation {
    public Hadamard {
      unless(Integer.bitCount(blockSize) == 1, "blockSize", "must be a power of 2", blockSize);
    }

    public Hadamard() {
      this(64);
    }

    @Override
    public Isometry fit(Sample sample, Seed seed) {
      throw new UnsupportedOperationException();
    }
  }

  @Id("test-angle")
  public record Angle(double strained, double degraded) implements IdleProbe {
    public Angle {
      unless(degraded >= strained, "degraded", "must be at least " + strained, degraded);
    }

    public Angle() {
      this(3, 10);
    }
  }

  @Id("test-dot-product")
  public record DotProduct(int images, int bins, String label) implements IdleProbe {
    public DotProduct {
      unless(images >= 1, "images", "must be at least 1", images);
      unless(bins >= 2, "bins", "must be at least 2", bins);
    }

    public DotProduct() {
      this(500, 100, "no");
    }
  }

  @Id("test-digits")
  public record Digits(long images) implements IdleDataset {
    public Digits() {
      this(3_000_000_000L);
    }
  }

  /** Has no default folder. */
  @Id("test-files")
  public record Files(Path folder) implements IdleDataset {
    public Files() {
      this(null);
    }
  }

  /** A record inside a plugin. */
  public record Training(int epochs, int batch, double learningRate) {
    public Training {
      unless(epochs >= 1, "epochs", "must be at least 1", epochs);
      unless(batch >= 1, "batch", "must be at least 1", batch);
    }

    public Training() {
      this(60, 100, 5e-3);
    }
  }

  /** A record without defaults. */
  public record LayerChoice(Quantizer weights, Optional<Quantizer> activations) {}

  @Id("test-mlp")
  public record Mlp(List<Integer> dense, Training training, Map<String, LayerChoice> overrides)
      implements IdleNetwork {
    public Mlp() {
      this(List.of(512, 512), new Training(6, 50, 0.01), Map.of());
    }
  }

  /** A network whose parameters lie in a folder. */
  @Id("test-stored")
  public record Stored(List<Integer> dense, Path parameters) implements IdleNetwork {
    public Stored() {
      this(List.of(512), Path.of("nowhere"));
    }
  }

  @Id("local")
  public record Local(int threads) implements Executor {
    public Local() {
      this(1);
    }

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public <T> void execute(Work<T> work, Consumer<T> fold) {
      throw new UnsupportedOperationException();
    }
  }
}
