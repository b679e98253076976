package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.orthant.api.Id;
import org.orthant.api.spi.DatasetSource;

class RegistrationTest {
  @Test
  void everyDatasetIsFoundByItsId() {
    assertThat(ServiceLoader.load(DatasetSource.class))
        .extracting(source -> source.getClass().getAnnotation(Id.class).value())
        .containsExactlyInAnyOrder("arrays", "cifar10", "csv", "digits", "image-folder", "mnist");
  }

  @Test
  void defaultsAreThoseOfTheQuickStart() {
    assertThat(new Digits()).isEqualTo(new Digits(8_000, 2_000, 1));
  }
}
