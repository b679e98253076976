package org.orthant.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.reports.claim.Claim;
import org.orthant.reports.page.Scorecard;
import org.orthant.reports.result.Grade;

class LatexTablesTest {

  @Test
  void aRowForEachLayerAndAPairOfColumnsForEachQuantizer() {
    String tex = LatexTables.of(Optional.of(card("conv1", "my_binary")), List.of());

    assertThat(tex)
        .contains(
            "\\begin{tabular}{llrlr}\n\\toprule\n & & & \\multicolumn{2}{c}{my\\_binary} \\\\\n",
            "\nconv1 & convolution & 27 & degraded & 0.5000 \\\\\n\\bottomrule");
  }

  @Test
  void claimsSayTheirOutcome() {
    Claim claim = new Claim(2, "falls as d", "−0.5 ± 5 %", Claim.Outcome.PASS, "[−0.6°]");

    assertThat(LatexTables.of(Optional.empty(), List.of(claim)))
        .contains("P2 & PASS & falls as d & $-$0.5 $\\pm$ 5 \\% & {[}$-$0.6$^\\circ${]} \\\\\n")
        .doesNotContain("\\multicolumn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\input{/etc/passwd}",
        "\\immediate\\write18{rm -rf /}",
        "}} \\end{tabular}",
        "a & b \\\\ c",
        "[2cm]",
        "% gone",
        "$x^2_3$ #1 ~",
        "^^5cinput",
        "a\nb\u2029c\u202Ed",
        "\"|<>*"
      })
  void nothingOfANameIsACommand(String name) {
    String tex = Tex.of(name);
    String rest =
        tex.replaceAll(
            "\\\\(textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar)\\{\\}"
                + "|\\\\char34\\{\\}|\\\\[{}$&#%_]|\\{[\\[\\]*]\\}",
            "");
    assertThat(rest).doesNotContainPattern("[\\\\{}$&#%_^~\\n\\r\\[\\]*\\p{Cf}\u2029]");

    long plain = LatexTables.of(Optional.of(card("x", "y")), List.of()).lines().count();
    String hostile = LatexTables.of(Optional.of(card(name, name)), List.of());
    assertThat(hostile.lines().count()).isEqualTo(plain);
    assertThat(hostile).containsOnlyOnce("\\end{tabular}\n\n").contains("\\bottomrule");
  }

  private static Scorecard card(String layer, String quantizer) {
    Scorecard.Cell cell =
        new Scorecard.Cell(Grade.DEGRADED, "angle", "", "", "so", OptionalDouble.of(0.5));
    return new Scorecard(
        List.of(new Scorecard.Head(quantizer, true)),
        List.of(new Scorecard.Row(layer, "layer-1", "convolution", 27, List.of(cell))),
        false);
  }
}
