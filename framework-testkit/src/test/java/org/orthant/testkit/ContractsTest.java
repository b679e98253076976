package org.orthant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractsTest {

  @Test
  void aPluginWithoutAContractIsMissing() {
    assertThat(Contracts.missingIn(BrokenRotations.class))
        .contains(BrokenQuantizers.Sound.class)
        .doesNotContain(BrokenRotations.Sound.class);
  }

  @Test
  void pluginsOfOtherPackagesAreNotLookedFor() {
    assertThat(Contracts.missingIn(Test.class)).isEmpty();
  }
}
