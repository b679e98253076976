package org.orthant.reports.chart;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Joint;

/**
 * A joint as its chart shows it: at most 100 × 100 bins, one byte a bin. An empty bin is 0, and c
 * pairs are 1 + 254 ln c / ln most, rounded. Rows run from the lowest y up; a 0 is followed by how
 * many empty bins there are, at most 255.
 *
 * @param most pairs in the fullest bin
 * @param codes the bytes in Base64
 * @param counts [y][x] the exact ones, which the script does not need
 */
public record JointCells(
    Axis x, Axis y, long most, String codes, @JsonIgnore List<List<Long>> counts) {
  private static final int MOST_BINS = 100;

  static JointCells of(Joint joint) {
    int across = factor(joint.x().axis());
    int up = factor(joint.y().axis());
    Axis x = joined(joint.x().axis(), across);
    Axis y = joined(joint.y().axis(), up);
    long[] counts = new long[x.bins() * y.bins()];
    for (int row = 0; row < joint.counts().size(); row++) {
      List<Long> cells = joint.counts().get(row);
      for (int column = 0; column < cells.size(); column++) {
        counts[row / up * x.bins() + column / across] += cells.get(column);
      }
    }
    long most = 0;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    return new JointCells(
        x,
        y,
        most,
        Base64.getEncoder().encodeToString(codes(counts, most)),
        across == 1 && up == 1 ? joint.counts() : rows(counts, x.bins()));
  }

  private static List<List<Long>> rows(long[] counts, int columns) {
    return IntStream.range(0, counts.length / columns)
        .mapToObj(row -> Arrays.stream(counts, row * columns, (row + 1) * columns).boxed().toList())
        .toList();
  }

  private static int factor(Axis axis) {
    return (axis.bins() + MOST_BINS - 1) / MOST_BINS;
  }

  /** The last of the wider bins may reach beyond the axis. */
  private static Axis joined(Axis axis, int factor) {
    int bins = (axis.bins() + factor - 1) / factor;
    return new Axis(axis.low(), axis.edge(bins * factor), bins);
  }

  private static byte[] codes(long[] counts, long most) {
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    int empty = 0;
    for (long count : counts) {
      if (count > 0 && empty > 0) {
        codes.write(0);
        codes.write(empty);
        empty = 0;
      }
      if (count > 0) {
        codes.write(code(count, most));
      } else {
        empty++;
      }
      if (empty == 255) {
        codes.write(0);
        codes.write(empty);
        empty = 0;
      }
    }
    return codes.toByteArray();
  }

  private static int code(long count, long most) {
    return most == 1
        ? 1
        : 1
            + (int)
                Math.round(254 * StrictMath.log((double) count) / StrictMath.log((double) most));
  }
}
