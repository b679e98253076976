package org.orthant.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orthant.reports.claim.Claim;

class ClaimsMarkdownTest {

  @Test
  void aClaimIsARow() {
    assertThat(
            ClaimsMarkdown.of(
                List.of(new Claim(4, "is so", "it is above 1", Claim.Outcome.PASS, "2 in conv1"))))
        .endsWith("|---|---|---|---|---|\n| P4 | PASS | is so | it is above 1 | 2 in conv1 |\n");
  }

  @Test
  void namesFromTheFileStayText() {
    assertThat(
            ClaimsMarkdown.of(
                List.of(
                    new Claim(
                        1, "", "", Claim.Outcome.NOT_TESTED, "<b>[a](b)|c\n| *d* `e` _f_ \\"))))
        .endsWith("| \\<b\\>\\[a\\](b)\\|c \\| \\*d\\* \\`e\\` \\_f\\_ \\\\ |\n");
  }
}
