package org.orthant.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

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
}
