package org.orthant.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.WholeRows;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;

/** Rotations that break what holds for them, and a sound one. */
final class BrokenRotations {
  private BrokenRotations() {}

  private record ThereAndBack(UnaryOperator<double[]> there, UnaryOperator<double[]> back)
      implements Isometry {
    @Override
    public INDArray apply(INDArray rows) {
      return new RowByRow(there).apply(rows);
    }

    @Override
    public INDArray undo(INDArray rows) {
      return new RowByRow(back).apply(rows);
    }
  }

  /** Every component to the next place, times a factor. */
  private static double[] shifted(double[] row, int by, double factor) {
    double[] shifted = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      shifted[Math.floorMod(i + by, row.length)] = factor * row[i];
    }
    return shifted;
  }

  static class OfSound extends RotationContract<Sound> {}

  @Id("sound-rotation")
  @Doc("Moves every component to the next place")
  public record Sound() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      return new ThereAndBack(row -> shifted(row, 1, 1), row -> shifted(row, -1, 1));
    }
  }

  @Breaks(rule = "keepsLengths", says = "its columns are orthonormal", alone = false)
  static class OfStretching extends RotationContract<Stretching> {}

  @Id("stretching")
  @Doc("Doubles lengths")
  public record Stretching() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      return new ThereAndBack(row -> shifted(row, 1, 2), row -> shifted(row, -1, 0.5));
    }
  }

  @Breaks(rule = "undoesWhatItDoes", says = "undo(apply(x)) must be x", alone = false)
  static class OfOneWay extends RotationContract<OneWay> {}

  @Id("one-way")
  @Doc("Goes on where it should go back")
  public record OneWay() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      return new ThereAndBack(row -> shifted(row, 1, 1), row -> shifted(row, 1, 1));
    }
  }

  @Breaks(rule = "undoesByTheTransposedMatrix", says = "transposed matrix", alone = false)
  static class OfShearing extends RotationContract<Shearing> {}

  @Id("shearing")
  @Doc("Adds the first component to the last")
  public record Shearing() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      return new ThereAndBack(row -> sheared(row, 1), row -> sheared(row, -1));
    }

    private static double[] sheared(double[] row, double by) {
      double[] sheared = row.clone();
      if (row.length > 1) {
        sheared[row.length - 1] += by * row[0];
      }
      return sheared;
    }
  }

  @Breaks(rule = "isLinear", says = "R(2x − y) must be 2Rx − Ry", alone = false)
  static class OfFolding extends RotationContract<Folding> {}

  @Id("folding")
  @Doc("Turns every vector until its first component is positive")
  public record Folding() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      UnaryOperator<double[]> folded = row -> shifted(row, 0, row[0] < 0 ? -1 : 1);
      return new ThereAndBack(folded, folded);
    }
  }

  @Breaks(rule = "undoesAlikeInWholeNumbers", says = "is not undo: row 0 is off by")
  static class OfForgetful extends RotationContract<Forgetful> {}

  @Id("forgetful")
  @Doc("Stays where it is, and in whole numbers forgets a factor")
  public record Forgetful() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      return new Forgetting();
    }

    private record Forgetting() implements Isometry {
      @Override
      public INDArray apply(INDArray rows) {
        return rows.dup('c');
      }

      @Override
      public INDArray undo(INDArray rows) {
        return rows.dup('c');
      }

      @Override
      public Optional<WholeRows> undoInWholeNumbers(WholeRows rows) {
        WholeRows.Term term = rows.terms().get(0);
        return Optional.of(
            new WholeRows(List.of(new WholeRows.Term(term.numbers(), term.factors().mul(2)))));
      }
    }
  }

  @Breaks(
      rule = "conjugatesAsItGoesThereAndBack",
      says = "gives other numbers than apply, the function and undo")
  static class OfShortcut extends RotationContract<Shortcut> {}

  @Id("shortcut")
  @Doc("Moves every component to the next place, and forgets a function in between")
  public record Shortcut() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      return new Absent();
    }

    private record Absent() implements Isometry {
      @Override
      public INDArray apply(INDArray rows) {
        return new RowByRow(row -> shifted(row, 1, 1)).apply(rows);
      }

      @Override
      public INDArray undo(INDArray rows) {
        return new RowByRow(row -> shifted(row, -1, 1)).apply(rows);
      }

      @Override
      public INDArray conjugate(INDArray rows, Elementwise function) {
        return rows.dup('c');
      }
    }
  }
}
