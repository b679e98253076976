package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Plugin;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/** What plugins that fit a map from vectors to vectors must hold to. */
abstract class MapContract<P extends Plugin> extends PluginContract<P> {
  static final Seed SEED = new Seed(1705);
  static final double ROUNDING = 1e-5;
  private static final int ROWS = 7;
  private static final int BATCHES = 8;

  abstract Optional<String> unsupported(P plugin, LayerShape shape, Role role);

  abstract double fitCost(P plugin, LayerShape shape, Role role);

  abstract VectorMap fit(P plugin, Sample sample, Seed seed);

  /** The fitted map itself, and what else it offers. */
  abstract List<VectorMap> directions(VectorMap fitted);

  /** The layers to try; at least one must be served in one role. */
  protected List<LayerShape> shapes() {
    return List.of(
        LayerShape.dense("single", 1, 1),
        LayerShape.dense("narrow", 3, 2),
        LayerShape.dense("wide", 64, 16),
        convolution("pointwise", 4, 4, 1, 5),
        convolution("usual", 6, 2, 3, 8),
        convolution("large", 6, 1, 5, 12));
  }

  private static LayerShape convolution(
      String name, int side, int channels, int kernel, int filters) {
    return LayerShape.same(name, new ImageShape(side, side, channels), kernel, filters);
  }

  /** A plugin with a layer in a role. */
  record Case<P>(P plugin, LayerShape shape, Role role) {
    int dimension() {
      return role.dimension(shape);
    }

    Sample sample() {
      return new FakeSample(shape, role, SEED);
    }

    INDArray rows(int n) {
      return FakeSample.gaussian(n, dimension(), SEED.fork("rows to map"));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%s for the %s of %s", plugin, role.name().toLowerCase(Locale.ROOT), shape);
    }
  }

  @Test
  final void servesOrRefusesWithAReason() {
    for (Case<P> each : all()) {
      Optional<String> reason = unsupported(each.plugin(), each.shape(), each.role());
      require(
          reason != null,
          "unsupported of %s is null: return Optional.empty() where it can serve",
          each);
      require(
          reason.isEmpty() || isOneLine(reason.get()),
          "unsupported of %s must say why in one line",
          each);
      require(
          reason.equals(unsupported(each.plugin(), each.shape(), each.role())),
          "unsupported of %s says one thing, then another: it may depend on its arguments alone",
          each);
    }
    require(
        !served().isEmpty(),
        "%s serves no layer that the contract tries: override shapes() with some it does",
        type().getSimpleName());
  }

  @Test
  final void costsNoLessThanNothing() {
    for (Case<P> each : all()) {
      double cost = fitCost(each.plugin(), each.shape(), each.role());
      require(
          cost >= 0 && Double.isFinite(cost),
          "fitCost of %s is %s: it must be a finite number of at least 0",
          each,
          cost);
    }
  }

  @Test
  final void fitsWhatItServes() {
    for (Case<P> each : served()) {
      try {
        VectorMap map = fit(each);
        require(map != null, "fit of %s is null", each);
        require(map.apply(each.rows(1)) != null, "apply of %s is null", each);
      } catch (RuntimeException e) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s is not refused by unsupported, but cannot be fitted and applied: %s",
                each,
                e),
            e);
      }
    }
  }

  @Test
  final void mapsNumbersByThemselvesAsItMapsRows() {
    forEachDirection(
        (each, map) ->
            map.elementwise()
                .ifPresent(
                    function -> {
                      INDArray rows = each.rows(ROWS);
                      float[] numbers = Floats.of(Dense.of(rows));
                      function.map(numbers, numbers);
                      require(
                          Arrays.equals(numbers, Floats.of(Dense.of(map.apply(rows)))),
                          "elementwise of %s gives other numbers than apply: they must be the same to"
                              + " the bit",
                          each);
                    }));
  }

  @Test
  final void leavesItsArgumentAlone() {
    forEachDirection(
        (each, map) -> {
          INDArray rows = each.rows(ROWS);
          INDArray before = rows.dup('c');
          map.apply(rows);
          require(!rows.wasClosed(), "%s closes its argument, which is the caller's", each);
          require(
              Numbers.equal(rows, before),
              "%s changes its argument: work on rows.dup('c'), and beware of operations whose name"
                  + " ends with i, such as muli",
              each);
        });
  }

  @Test
  final void returnsADenseArrayForEachCall() {
    forEachDirection(
        (each, map) -> {
          INDArray rows = each.rows(ROWS);
          INDArray result = map.apply(rows.dup('c'));
          require(!result.wasClosed(), "what %s returns is closed: leave that to the caller", each);
          require(
              Arrays.equals(result.shape(), rows.shape()) && result.dataType() == rows.dataType(),
              "%s returns %s %s for %s %s: shape and type must stay",
              each,
              result.dataType(),
              Arrays.toString(result.shape()),
              rows.dataType(),
              Arrays.toString(rows.shape()));
          Numbers.requireDense(result, "what " + each + " returns");
          INDArray again = map.apply(rows.dup('c'));
          INDArray copy = again.dup('c');
          result.assign(7);
          require(
              Numbers.equal(again, copy),
              "what %s returns shares its numbers with an earlier result: return the argument"
                  + " itself, or a new array, such as rows.dup('c')",
              each);
        });
  }

  @Test
  final void keepsFloat64() {
    forEachDirection(
        (each, map) -> {
          INDArray rows = each.rows(ROWS);
          INDArray doubles = rows.castTo(DataType.DOUBLE);
          INDArray result = map.apply(doubles);
          require(
              result.dataType() == DataType.DOUBLE,
              "%s returns %s for float64, with which gradients are checked: make the result of"
                  + " rows.dataType()",
              each,
              result.dataType());
          requireRowsClose(each, result, map.apply(rows), "float64 and float32");
        });
  }

  @Test
  final void seesOnlyTheRowsOfAView() {
    forEachDirection(
        (each, map) -> {
          INDArray whole = each.rows(ROWS);
          INDArray view = whole.get(NDArrayIndex.interval(2, 5));
          INDArray expected = map.apply(view.dup('c'));
          require(
              Numbers.equal(map.apply(view), expected)
                  && Numbers.equal(map.apply(view.dup('f')), expected),
              "%s maps a view unlike its copy: data() of a view is the whole buffer, so begin with"
                  + " Dense.of(rows)",
              each);
        });
  }

  @Test
  final void mapsARowAlikeAloneAndAmongOthers() {
    forEachDirection(
        (each, map) -> {
          INDArray rows = each.rows(ROWS);
          rows.putRow(ROWS - 1, rows.getRow(0).dup());
          INDArray together = map.apply(rows.dup('c'));
          for (int r = 0; r < ROWS; r++) {
            INDArray alone = map.apply(rows.get(NDArrayIndex.interval(r, r + 1)).dup('c'));
            requireRowsClose(
                each,
                together.get(NDArrayIndex.interval(r, r + 1)).dup('c'),
                alone,
                "a row among others and the same row alone");
          }
        });
  }

  @Test
  final void fitsAlikeToEqualArguments() {
    for (Case<P> each : served()) {
      VectorMap one = fit(each);
      fit(each.plugin(), each.sample(), SEED.fork("another"));
      VectorMap two = fit(each);
      List<VectorMap> first = directions(one);
      List<VectorMap> second = directions(two);
      for (int i = 0; i < first.size(); i++) {
        require(
            Numbers.equal(
                first.get(i).apply(each.rows(ROWS)), second.get(i).apply(each.rows(ROWS))),
            "%s, fitted twice to equal samples with equal seeds, maps differently: draw from"
                + " seed.generator() and from nothing else",
            each);
      }
    }
  }

  @Test
  final void isTheSameInWholeNumbers() {
    forEachDirection(
        (each, map) -> {
          INDArray rows = each.rows(ROWS);
          Optional<String> complaint =
              map.applyInWholeNumbers(rows).flatMap(whole -> whole.complaint(map.apply(rows)));
          require(
              complaint.isEmpty(),
              "applyInWholeNumbers of %s is not apply: %s; return Optional.empty() where you do not"
                  + " know whole numbers",
              each,
              complaint.orElse(""));
        });
  }

  @Test
  final void leavesTheSampleAlone() {
    for (Case<P> each : served()) {
      Sample sample = each.sample();
      INDArray before = sample.rows().dup('c');
      fit(each.plugin(), sample, SEED);
      require(
          Numbers.equal(sample.rows(), before),
          "%s changes the rows of the sample it is fitted to: work on a copy",
          each);
    }
  }

  @Test
  final void mapsAlikeInManyThreads() {
    forEachDirection(
        (each, map) -> {
          List<INDArray> batches = new ArrayList<>();
          List<INDArray> alone = new ArrayList<>();
          for (int i = 0; i < BATCHES; i++) {
            batches.add(FakeSample.gaussian(ROWS, each.dimension(), SEED.fork(i)));
            alone.add(map.apply(batches.get(i)));
          }
          List<INDArray> together =
              Threads.together(
                  batches.stream()
                      .<Callable<INDArray>>map(batch -> () -> map.apply(batch))
                      .toList());
          for (int i = 0; i < batches.size(); i++) {
            require(
                Numbers.equal(together.get(i), alone.get(i)),
                "%s maps differently when several threads use it: keep nothing between calls that"
                    + " apply writes to",
                each);
          }
        });
  }

  static void requireRowsClose(Case<?> each, INDArray a, INDArray b, String what) {
    double[][] ofA = Numbers.rows(a);
    double[][] ofB = Numbers.rows(b);
    for (int r = 0; r < ofA.length; r++) {
      double[] x = ofA[r];
      double[] y = ofB[r];
      require(
          Numbers.distance(x, y) <= ROUNDING * Math.max(Numbers.norm(x), Numbers.norm(y)),
          "%s maps %s differently: what becomes of a row may depend on this row alone",
          each,
          what);
    }
  }

  /** Asserts something of a fitted map. */
  interface Check<P> {
    void check(Case<P> each, VectorMap map);
  }

  final void forEachDirection(Check<P> check) {
    for (Case<P> each : served()) {
      for (VectorMap direction : directions(fit(each))) {
        check.check(each, direction);
      }
    }
  }

  final VectorMap fit(Case<P> each) {
    return fit(each.plugin(), each.sample(), SEED);
  }

  private List<Case<P>> all() {
    List<Case<P>> all = new ArrayList<>();
    for (P plugin : plugins()) {
      for (LayerShape shape : shapes()) {
        for (Role role : Role.values()) {
          all.add(new Case<>(plugin, shape, role));
        }
      }
    }
    return all;
  }

  /** Returns what is tried and not refused. */
  final List<Case<P>> served() {
    return all().stream()
        .filter(each -> unsupported(each.plugin(), each.shape(), each.role()).isEmpty())
        .toList();
  }
}
