package org.example.mirrors;

import java.util.List;
import org.orthant.testkit.RotationContract;

class HouseholderTest extends RotationContract<Householder> {
  @Override
  protected List<Householder> plugins() {
    return List.of(new Householder(), new Householder(1));
  }
}
