package org.orthant.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Plugin;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Sample;
import org.orthant.datasets.Digits;

/** Plugins that take no care of what others see, or of the process they run in. */
public final class CarelessPlugins {
  private static final Map<Class<? extends Plugin>, List<Class<? extends Plugin>>> KINDS =
      Map.of(
          Quantizer.class,
          List.of(
              Same.class,
              InPlace.class,
              Closing.class,
              ReturnsClosed.class,
              SpoilsSample.class,
              Unreadable.class,
              Cancelling.class,
              Interrupting.class,
              Exiting.class),
          Probe.class,
          List.of(Sorting.class, Scribbling.class, Shutting.class, Late.class, Interrupted.class),
          DatasetSource.class,
          List.of(Kept.class, Shuffling.class, CancellingDataset.class));

  private CarelessPlugins() {}

  /**
   * Sees the shipped plugins, and these beside them.
   *
   * @param folder where to write the service files
   */
  static ClassLoader beside(Path folder) throws IOException {
    return FailingPlugins.beside(folder, KINDS);
  }

  /** Gives its argument back. There is nothing wrong with it. */
  @Id("same")
  @Doc("Gives its argument back")
  public record Same() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows;
    }
  }

  /** Quantizes in place. */
  @Id("in-place")
  @Doc("Quantizes in place")
  public record InPlace() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.assign(new Sign().apply(rows));
    }
  }

  /** Closes its argument. */
  @Id("closing")
  @Doc("Closes its argument")
  public record Closing() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        try (INDArray all = rows) {
          return new Sign().apply(all);
        }
      };
    }
  }

  /** Gives an array that is closed. */
  @Id("returns-closed")
  @Doc("Gives an array that is closed")
  public record ReturnsClosed() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        try (INDArray result = new Sign().apply(rows)) {
          return result;
        }
      };
    }
  }

  /** Changes the weights it is fitted to. */
  @Id("spoils-sample")
  @Doc("Changes the weights it is fitted to")
  public record SpoilsSample() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      sample.rows().subi(sample.rows().meanNumber());
      return new Sign();
    }
  }

  /** Throws an exception that cannot be read. */
  @Id("unreadable")
  @Doc("Throws an exception that cannot be read")
  public record Unreadable() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        throw new NoWords();
      };
    }
  }

  /** Throws at whatever it is asked. */
  private static final class NoWords extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("nested");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("nested");
    }
  }

  /** Says that the run was cancelled. */
  @Id("cancelling")
  @Doc("Says that the run was cancelled")
  public record Cancelling() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      throw new CancellationException();
    }
  }

  /** Interrupts the thread it is called by. */
  @Id("interrupting")
  @Doc("Interrupts the thread it is called by")
  public record Interrupting() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        Thread.currentThread().interrupt();
        return new Sign().apply(rows);
      };
    }
  }

  /** Ends the process as if all were well. */
  @Id("exiting")
  @Doc("Ends the process as if all were well")
  public record Exiting() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        System.exit(0);
        return rows;
      };
    }
  }

  /** A probe that sees groups of images and finds nothing. */
  private interface Idle extends Probe {
    @Override
    default Needs needs() {
      return Needs.inputs(50).andWeights();
    }

    @Override
    default Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  /** Sorts the products it is shown, as for a median. */
  @Id("sorting")
  @Doc("Sorts the products it is shown")
  public record Sorting() implements Idle {
    @Override
    public void onBlock(Block block, Stats out) {
      if (block.layer().name().equals("dense2")) {
        Arrays.sort(block.dots(Weights.CONTINUOUS));
      }
    }
  }

  /** Writes into what enters a layer, and into its weights. */
  @Id("scribbling")
  @Doc("Writes into what enters dense1 and into its weights")
  public record Scribbling() implements Idle {
    @Override
    public void onBlock(Block block, Stats out) {
      if (block.layer().name().equals("dense1") && block.group() == 1) {
        block.layer().weights().addi(0.5);
        block.weights(Weights.TRAINED).muli(-1);
        block.inputs().assign(Float.NaN);
      }
    }
  }

  /** Closes whatever it is shown. */
  @Id("shutting")
  @Doc("Closes whatever it is shown")
  public record Shutting() implements Idle {
    @Override
    public void onWeights(LayerView layer, Stats out) {
      layer.layer().weights().transpose().close();
    }

    @Override
    public void onBlock(Block block, Stats out) {
      try (INDArray inputs = block.inputs();
          INDArray weights = block.weights(Weights.CONTINUOUS)) {
        inputs.transpose().close();
        weights.close();
      }
    }
  }

  /** Writes into weights when all is measured. */
  @Id("late")
  @Doc("Writes into weights when all is measured")
  public record Late() implements Idle {
    @Override
    public Conclusion conclude(Evidence evidence) {
      evidence.view(evidence.layers().get(0)).layer().weights().assign(3);
      return new Conclusion(List.of(), List.of());
    }
  }

  /** Leaves its thread interrupted. */
  @Id("interrupted")
  @Doc("Leaves its thread interrupted")
  public record Interrupted() implements Idle {
    @Override
    public Conclusion conclude(Evidence evidence) {
      Thread.currentThread().interrupt();
      return new Conclusion(List.of(), List.of());
    }
  }

  /** Digits by another hand. */
  private interface OtherDigits extends DatasetSource {
    Digits DIGITS = new Digits(200, 50, 1);

    @Override
    default DatasetShape shape() {
      return DIGITS.shape();
    }

    @Override
    default Dataset open(DataFiles files) {
      Dataset digits = DIGITS.open(files);
      return new Dataset() {
        @Override
        public DatasetShape shape() {
          return digits.shape();
        }

        @Override
        public Split training() {
          return split(digits.training());
        }

        @Override
        public Split test() {
          return split(digits.test());
        }

        @Override
        public String digest() {
          return digits.digest();
        }
      };
    }

    Split split(Split digits);
  }

  /** Keeps what it gives and gives it again. There is nothing wrong with it. */
  @Id("kept-digits")
  @Doc("Keeps what it gives and gives it again")
  public record Kept() implements OtherDigits {
    @Override
    public Split split(Split digits) {
      Map<List<Integer>, INDArray> kept = new HashMap<>();
      return new Split() {
        @Override
        public int size() {
          return digits.size();
        }

        @Override
        public INDArray images(int... indices) {
          synchronized (kept) {
            return kept.computeIfAbsent(
                Arrays.stream(indices).boxed().toList(), first -> digits.images(indices));
          }
        }

        @Override
        public int[] labels(int... indices) {
          return digits.labels(indices);
        }
      };
    }
  }

  /** Writes into the indices it is asked for. There is nothing to be seen of it. */
  @Id("shuffling-digits")
  @Doc("Writes into the indices it is asked for")
  public record Shuffling() implements OtherDigits {
    @Override
    public Split split(Split digits) {
      return new Split() {
        @Override
        public int size() {
          return digits.size();
        }

        @Override
        public INDArray images(int... indices) {
          INDArray images = digits.images(indices);
          Arrays.fill(indices, 0);
          return images;
        }

        @Override
        public int[] labels(int... indices) {
          int[] labels = digits.labels(indices);
          Arrays.fill(indices, 0);
          return labels;
        }
      };
    }
  }

  /** Says that the run was cancelled. */
  @Id("cancelling-digits")
  @Doc("Says that the run was cancelled")
  public record CancellingDataset() implements OtherDigits {
    @Override
    public Split split(Split digits) {
      throw new CancellationException();
    }
  }
}
