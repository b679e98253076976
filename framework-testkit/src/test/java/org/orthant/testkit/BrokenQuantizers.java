package org.orthant.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.WholeRows;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/** Quantizers that break what holds for maps, and a sound one. */
final class BrokenQuantizers {
  private BrokenQuantizers() {}

  static class OfSound extends QuantizerContract<Sound> {}

  @Id("sound-quantizer")
  @Doc("Doubles every vector")
  public record Sound(@Doc("what it is called, \"so\" to say") String name) implements Quantizer {
    public Sound() {
      this("a: \\ 'b' # \"c\"");
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.mul(2).dup('c');
    }
  }

  @Breaks(rule = "servesOrRefusesWithAReason", says = "must say why in one line")
  static class OfSilent extends QuantizerContract<Silent> {}

  @Id("silent")
  @Doc("Refuses without a reason")
  public record Silent() implements Quantizer {
    @Override
    public Optional<String> unsupported(LayerShape shape, Role role) {
      return role == Role.WEIGHTS ? Optional.empty() : Optional.of("");
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.dup('c');
    }
  }

  @Breaks(rule = "servesOrRefusesWithAReason", says = "override shapes()")
  static class OfUseless extends QuantizerContract<Useless> {}

  @Id("useless")
  @Doc("Serves nothing")
  public record Useless() implements Quantizer {
    @Override
    public Optional<String> unsupported(LayerShape shape, Role role) {
      return Optional.of("it serves nothing");
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.dup('c');
    }
  }

  @Breaks(rule = "costsNoLessThanNothing", says = "must be a finite number of at least 0")
  static class OfGenerous extends QuantizerContract<Generous> {}

  @Id("generous")
  @Doc("Costs less than nothing")
  public record Generous() implements Quantizer {
    @Override
    public double fitCost(LayerShape shape, Role role) {
      return -1;
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.dup('c');
    }
  }

  @Breaks(rule = "keepsNoMoreThanItSays", says = "count what tells them apart")
  static class OfModest extends QuantizerContract<Modest> {}

  @Id("modest")
  @Doc("Keeps every number, and says that it keeps two bits of each")
  public record Modest() implements Quantizer {
    @Override
    public Optional<Storage> storage(LayerShape shape, Role role) {
      return Optional.of(Storage.of(Storage.Kind.INTEGER, 2));
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.dup('c');
    }
  }

  @Breaks(rule = "keepsNoMoreThanItSays", says = "says signs, but a vector has")
  static class OfOneSided extends QuantizerContract<OneSided> {}

  @Id("one-sided")
  @Doc("Gives 0 and 1, and says that these are signs")
  public record OneSided() implements Quantizer {
    @Override
    public Optional<Storage> storage(LayerShape shape, Role role) {
      return Optional.of(Storage.signs());
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.gt(0).castTo(rows.dataType()).dup('c');
    }
  }

  @Breaks(
      rule = "fitsWhatItServes",
      says = "is not refused by unsupported, but cannot be fitted",
      alone = false)
  static class OfPromising extends QuantizerContract<Promising> {}

  @Id("promising")
  @Doc("Does not serve what it does not refuse")
  public record Promising() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      throw new IllegalStateException("activations are beyond it");
    }
  }

  @Breaks(rule = "mapsNumbersByThemselvesAsItMapsRows", says = "they must be the same to the bit")
  static class OfMistaken extends QuantizerContract<Mistaken> {}

  @Id("mistaken")
  @Doc("Adds the first component of a row, and says that it leaves each as it is")
  public record Mistaken() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return new VectorMap() {
        @Override
        public INDArray apply(INDArray rows) {
          return rows.addColumnVector(rows.getColumn(0, true)).dup('c');
        }

        @Override
        public Optional<Elementwise> elementwise() {
          return Optional.of((from, to) -> System.arraycopy(from, 0, to, 0, to.length));
        }
      };
    }
  }

  @Breaks(rule = "leavesItsArgumentAlone", says = "work on rows.dup('c')", alone = false)
  static class OfInPlace extends QuantizerContract<InPlace> {}

  @Id("in-place")
  @Doc("Halves its argument")
  public record InPlace() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.muli(0.5).dup('c');
    }
  }

  @Breaks(rule = "leavesItsArgumentAlone", says = "closes its argument", alone = false)
  static class OfClosing extends QuantizerContract<Closing> {}

  @Id("closing")
  @Doc("Closes its argument")
  public record Closing() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        try (INDArray all = rows) {
          return all.dup('c');
        }
      };
    }
  }

  @Breaks(rule = "returnsADenseArrayForEachCall", says = "is closed", alone = false)
  static class OfClosed extends QuantizerContract<Closed> {}

  @Id("closed")
  @Doc("Returns an array that is closed")
  public record Closed() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        try (INDArray result = rows.dup('c')) {
          return result;
        }
      };
    }
  }

  @Breaks(
      rule = "returnsADenseArrayForEachCall",
      says = "shares its numbers with an earlier result",
      alone = false)
  static class OfRemembering extends QuantizerContract<Remembering> {}

  @Id("remembering")
  @Doc("Returns the same array for equal rows")
  public record Remembering() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      Map<INDArray, INDArray> results = new ConcurrentHashMap<>();
      return rows -> results.computeIfAbsent(rows.dup('c'), first -> first.dup('c'));
    }
  }

  /** The shortest identity there is. Nothing is broken. */
  static class OfLazy extends QuantizerContract<Lazy> {}

  @Id("lazy")
  @Doc("Returns its argument")
  public record Lazy() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows;
    }
  }

  @Breaks(rule = "returnsADenseArrayForEachCall", says = "must be dense")
  static class OfColumnsFirst extends QuantizerContract<ColumnsFirst> {}

  @Id("columns-first")
  @Doc("Returns its rows in the order of columns")
  public record ColumnsFirst() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.dup('f');
    }
  }

  @Breaks(rule = "keepsFloat64", says = "make the result of rows.dataType()")
  static class OfSingle extends QuantizerContract<Single> {}

  @Id("single")
  @Doc("Knows float32 alone")
  public record Single() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.dup('c').castTo(DataType.FLOAT);
    }
  }

  @Breaks(rule = "seesOnlyTheRowsOfAView", says = "begin with Dense.of(rows)")
  static class OfWholeBuffer extends QuantizerContract<WholeBuffer> {}

  @Id("whole-buffer")
  @Doc("Takes the buffer for its argument")
  public record WholeBuffer() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        double[] buffer = Arrays.copyOf(rows.data().asDouble(), (int) rows.length());
        return Nd4j.create(buffer, rows.shape(), 'c').castTo(rows.dataType());
      };
    }
  }

  @Breaks(rule = "mapsARowAlikeAloneAndAmongOthers", says = "may depend on this row alone")
  static class OfCentering extends QuantizerContract<Centering> {}

  @Id("centering")
  @Doc("Subtracts the mean of all rows")
  public record Centering() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> rows.subRowVector(rows.mean(0)).dup('c');
    }
  }

  @Breaks(rule = "fitsAlikeToEqualArguments", says = "draw from seed.generator()")
  static class OfCounting extends QuantizerContract<Counting> {}

  @Id("counting")
  @Doc("Scales by how often it was fitted")
  public record Counting() implements Quantizer {
    private static final AtomicInteger FITTED = new AtomicInteger();

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      int scale = FITTED.incrementAndGet() % 3 + 1;
      return rows -> rows.mul(scale).dup('c');
    }
  }

  @Breaks(rule = "isTheSameInWholeNumbers", says = "is not apply: not all numbers are whole")
  static class OfFractional extends QuantizerContract<Fractional> {}

  @Id("fractional")
  @Doc("Takes all numbers for whole ones")
  public record Fractional() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return new Taking();
    }

    private record Taking() implements VectorMap {
      @Override
      public INDArray apply(INDArray rows) {
        return rows.dup('c');
      }

      @Override
      public Optional<WholeRows> applyInWholeNumbers(INDArray rows) {
        INDArray ones = Nd4j.ones(DataType.DOUBLE, rows.size(0));
        return Optional.of(new WholeRows(List.of(new WholeRows.Term(rows.dup('c'), ones))));
      }
    }
  }

  @Breaks(rule = "leavesTheSampleAlone", says = "work on a copy")
  static class OfDevouring extends QuantizerContract<Devouring> {}

  @Id("devouring")
  @Doc("Erases the sample")
  public record Devouring() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      sample.rows().assign(0);
      return rows -> rows.dup('c');
    }
  }

  @Breaks(rule = "mapsAlikeInManyThreads", says = "keep nothing between calls")
  static class OfScratch extends QuantizerContract<Scratch> {}

  @Id("scratch")
  @Doc("Writes to an array that all calls share")
  public record Scratch() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      INDArray[] shared = new INDArray[1];
      return rows -> {
        shared[0] = rows;
        pause();
        return shared[0].dup('c');
      };
    }

    private static void pause() {
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Breaks(rule = "staysFinite", says = "mind divisions by zero")
  static class OfNormalizing extends QuantizerContract<Normalizing> {}

  @Id("normalizing")
  @Doc("Divides by the length, which may be zero")
  public record Normalizing() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return new RowByRow(
          row -> {
            double length = Math.sqrt(Numbers.dot(row, row));
            return Arrays.stream(row).map(component -> component / length).toArray();
          });
    }
  }
}
