package org.orthant.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void cellsStandBelowOneAnotherHoweverManyUnitsTheirLettersTake() {
    assertThat(Columns.aligned(List.of(List.of("a", "b", ""), List.of("𝕆𝕆𝕆", "1", "x"))))
        .containsExactly("a    b", "𝕆𝕆𝕆  1  x");
    assertThat(Columns.aligned(List.of())).isEmpty();
  }

  @Test
  void theWidestColumnsAreCutUntilLinesFit() {
    List<List<String>> rows =
        List.of(List.of("a", "b".repeat(30), "c".repeat(80)), List.of("x", "y", "z"));

    assertThat(Columns.fit(rows)).isFalse();
    assertThat(Columns.fitted(rows))
        .containsExactly(
            "a  " + "b".repeat(30) + "  " + "c".repeat(64) + "…", "x  y" + " ".repeat(31) + "z");
    assertThat(Columns.fit(rows.subList(1, 2))).isTrue();
    assertThat(Columns.fitted(rows.subList(1, 2))).containsExactly("x  y  z");
  }

  @Test
  void columnsAreNotCutToNothing() {
    List<String> many = Collections.nCopies(20, "d".repeat(9));

    assertThat(Columns.fitted(List.of(many)).get(0)).startsWith("ddddddd…  ddddddd…");
  }

  @Test
  void aLineIsBrokenBetweenWordsAndGoesOnIndented() {
    String line = "title  " + "word ".repeat(40).strip();

    List<String> lines = Columns.wrapped(line, 7);

    assertThat(lines).hasSize(3).allMatch(each -> each.length() <= Columns.WIDTH);
    assertThat(lines.get(1)).startsWith("       word");
    assertThat(String.join(" ", lines).replaceAll(" +", " ")).isEqualTo(line.replaceAll(" +", " "));
  }

  @Test
  void aLongWordIsNotBroken() {
    String word = "x".repeat(150);

    assertThat(Columns.wrapped(word, 2)).containsExactly(word);
    assertThat(Columns.wrapped("    " + word + " end", 2)).containsExactly("    " + word, "  end");
    assertThat(Columns.wrapped("begin " + word, 2)).containsExactly("begin", "  " + word);
  }

  @Test
  void whatIsCutEndsWithAnEllipsis() {
    assertThat(Columns.cut("abcd", 4)).isEqualTo("abcd");
    assertThat(Columns.cut("abcde", 4)).isEqualTo("abc…");
  }

  @Test
  void ofALongNameTheEndIsTold() {
    assertThat(Columns.end("model.layers.4.mlp.gate_proj.weight", 24))
        .isEqualTo("….4.mlp.gate_proj.weight")
        .hasSize(24);
    assertThat(Columns.end("conv1", 5)).isEqualTo("conv1");
    assertThat(Columns.end("𝐚𝐛𝐜𝐝", 3)).isEqualTo("…𝐜𝐝");
  }
}
