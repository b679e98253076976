package org.orthant.reports.figure;

import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.Figure.CurveData;
import org.orthant.reports.chart.Figure.DistributionData;
import org.orthant.reports.chart.Figure.JointData;
import org.orthant.reports.chart.LinesData;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.chart.ScatterData;
import org.orthant.reports.chart.TradeOffData;

/** Finds how a figure of the page is drawn. */
final class Drawings {
  private Drawings() {}

  static Drawing of(Figure figure) {
    Record data = figure.drawing();
    if (data instanceof DistributionData distribution) {
      return new DistributionDrawing(distribution);
    } else if (data instanceof CurveData curve) {
      return new CurveDrawing(curve);
    } else if (data instanceof JointData joint) {
      return new JointDrawing(joint);
    } else if (data instanceof ScatterData scatter) {
      return new ScatterDrawing(scatter);
    } else if (data instanceof TradeOffData tradeOff) {
      return new TradeOffDrawing(tradeOff);
    } else if (data instanceof LinesData lines) {
      return new LinesDrawing(lines);
    } else if (data instanceof RowsData rows) {
      return new RowsDrawing(rows);
    }
    throw new IllegalArgumentException("no drawing of a figure of kind " + figure.kind());
  }
}
