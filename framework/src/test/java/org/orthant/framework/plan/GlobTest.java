package org.orthant.framework.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "conv1, conv1, true",
    "conv1, conv10, false",
    "conv*, conv, true",
    "conv*, dense1, false",
    "*, anything, true",
    "**, '', true",
    "'', '', true",
    "'', a, false",
    "*1, conv1, true",
    "a*a, a, false",
    "a*a, aa, true",
    "ab*ba, aba, false",
    "*ab*ab*, abab, true",
    "*ab*ab*, aab, false",
    "a.c, abc, false",
    "a*b*c, aXbXbXc, true",
    "*b*bc, bbc, true"
  })
  void starsStandForAnyLetters(String glob, String name, boolean fits) {
    assertThat(Glob.of(glob).matches(name)).isEqualTo(fits);
  }

  /** As a regular expression says, on patterns so short that it can. */
  @Property(seed = "1705")
  void fitsWhatTheRegularExpressionFits(
      @ForAll @StringLength(max = 6) @CharRange(from = 'a', to = 'b') @Chars('*') String glob,
      @ForAll @StringLength(max = 7) @CharRange(from = 'a', to = 'b') String name) {
    String regex = Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(joining(".*"));
    assertThat(Glob.of(glob).matches(name)).isEqualTo(name.matches(regex));
  }

  /** An expression with so many stars would try them all, and overflow the stack. */
  @Test
  void manyStarsAreNoTrouble() {
    String name = "a".repeat(500);
    assertThat(Glob.of("*".repeat(100_000) + "b").matches(name)).isFalse();
    assertThat(Glob.of("*a".repeat(499) + "*b").matches(name)).isFalse();
    assertThat(Glob.of("*a".repeat(500)).matches(name)).isTrue();
    assertThat(Glob.of("*a".repeat(501)).matches(name)).isFalse();
    assertThat(Glob.of("*a".repeat(100_000)).matches(name)).isFalse();
  }
}
