package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.orthant.datasets.arrays.ArraysContract;
import org.orthant.datasets.csv.CsvContract;
import org.orthant.datasets.folder.FolderContract;
import org.orthant.testkit.Contracts;
import org.orthant.testkit.DatasetContract;

class ContractsTest {

  @Test
  void noPluginIsForgotten() {
    assertThat(Contracts.missingIn(ContractsTest.class)).isEmpty();
  }

  @Nested
  class OfDigits extends DatasetContract<Digits> {
    @Override
    protected List<Digits> plugins() {
      return List.of(new Digits(200, 50, 1), new Digits(10, 10, -3));
    }
  }

  @Nested
  class OfMnist extends DatasetContract<Mnist> {}

  @Nested
  class OfCifar10 extends DatasetContract<Cifar10> {}

  @Nested
  class OfArrays extends ArraysContract {}

  @Nested
  class OfCsv extends CsvContract {}

  @Nested
  class OfImageFolder extends FolderContract {}
}
