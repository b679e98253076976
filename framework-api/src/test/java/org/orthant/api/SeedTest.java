package org.orthant.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeedTest {

  // The first eight bytes of SHA-256(value ‖ part), computed with another language's library.
  @Test
  void forksAreTheSameForever() {
    Seed seed = new Seed(1705);

    assertThat(seed.fork("permutation")).isEqualTo(new Seed(2518597121032214646L));
    assertThat(seed.fork(3)).isEqualTo(new Seed(1423894099583500647L));
    assertThat(seed.fork("permutation").fork("conv3")).isEqualTo(new Seed(1870309538616223926L));
  }

  @Property(tries = 200, seed = "1705")
  void forksDoNotDependOnWhatWasForkedBefore(
      @ForAll long value, @ForAll String name, @ForAll String other) {
    Seed seed = new Seed(value);
    Seed alone = seed.fork(name);

    seed.fork(other).generator().nextLong();
    seed.fork(7);

    assertThat(seed.fork(name)).isEqualTo(alone);
    assertThat(seed).isEqualTo(new Seed(value));
  }

  @Test
  void forksDifferByNameByIndexAndByParent() {
    Set<Seed> forks = new HashSet<>();
    for (long value : new long[] {0, 1, -1, 1705}) {
      Seed seed = new Seed(value);
      forks.add(seed);
      LongStream.range(0, 1000).forEach(index -> forks.add(seed.fork(index)));
      LongStream.range(0, 1000).forEach(index -> forks.add(seed.fork("group" + index)));
      forks.add(seed.fork(""));
      forks.add(seed.fork("0"));
    }
    assertThat(forks).hasSize(4 * 2003);
  }

  @Test
  void theOrderOfNamesMatters() {
    Seed seed = new Seed(1);
    assertThat(seed.fork("a").fork("b")).isNotEqualTo(seed.fork("b").fork("a"));
    assertThat(seed.fork("a").fork("b")).isNotEqualTo(seed.fork("ab"));
  }

  @Test
  void everyGeneratorStartsAtTheBeginning() {
    Seed seed = new Seed(5);
    long[] first = longs(seed);

    assertThat(longs(seed)).containsExactly(first);
    assertThat(longs(new Seed(6))).isNotEqualTo(first);
  }

  private static long[] longs(Seed seed) {
    return LongStream.generate(seed.generator()::nextLong).limit(10).toArray();
  }
}
