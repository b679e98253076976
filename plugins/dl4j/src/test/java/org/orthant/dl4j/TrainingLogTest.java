package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.BadInputException;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;

class TrainingLogTest {
  private static final TrainingLog LOG =
      new TrainingLog(
          List.of(
              Map.of("loss", 2.5, "accuracy", 0.5, "seconds", 10.0),
              Map.of("loss", 1.5, "accuracy", 0.75, "seconds", 20.0, "conv1:pearson-r", 0.6)));

  @TempDir Path folder;

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("log.csv"), LOG.text());
    assertThat(file)
        .hasContent(
            "epoch,loss,accuracy,seconds,conv1:pearson-r\n1,2.5,0.5,10.0,\n2,1.5,0.75,20.0,0.6\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LOG.writeTo(new DataOutputStream(bytes));
    assertThat(TrainingLog.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(LOG);
    assertThat(TrainingLog.find(file)).contains(LOG);
    assertThat(TrainingLog.find(folder.resolve("nowhere.csv"))).isEmpty();
  }

  @Test
  void curvesLeaveOutSecondsAndWhatWasNotMeasured() {
    assertThat(LOG.curves())
        .containsExactly(
            curve(Subject.network(), "loss", List.of(1.0, 2.0), List.of(2.5, 1.5)),
            curve(Subject.network(), "accuracy", List.of(1.0, 2.0), List.of(0.5, 0.75)),
            curve(Subject.layer("conv1"), "pearson-r", List.of(2.0), List.of(0.6)));
  }

  @Test
  void isContinuedRowByRow() {
    assertThat(LOG.seconds()).isEqualTo(20);
    assertThat(LOG.endsWith(1.5)).isTrue();
    assertThat(LOG.endsWith(2.5)).isFalse();
    assertThat(new TrainingLog(LOG.rows().subList(0, 1)).with(LOG.rows().get(1))).isEqualTo(LOG);
  }

  @Test
  void theBestEpochIsTheLastOfThoseWithTheMostRightAnswers() {
    assertThat(LOG.best()).isEmpty();
    TrainingLog log = LOG;
    for (double right : new double[] {0.25, 0.75, 0.5, 0.75, 0.625}) {
      log = log.with(Map.of("loss", 1.0, "validation-accuracy", right));
    }
    assertThat(log.best()).hasValue(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "loss,epoch\n",
        "epoch,<b>\n1,2\n",
        "epoch,loss\n2,0.5\n",
        "epoch,loss\n1\n",
        "epoch,loss\n1,much\n",
        "epoch,loss\none,1\n"
      })
  void whatIsNoLogIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), text);
    assertThatThrownBy(() -> TrainingLog.find(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ":")
        .hasMessageContaining("expected");
  }

  private static Finding curve(Subject subject, String metric, List<Double> x, List<Double> y) {
    return new Finding.Curve(subject, metric, "epoch", x, metric.replace('-', ' '), y, List.of());
  }
}
