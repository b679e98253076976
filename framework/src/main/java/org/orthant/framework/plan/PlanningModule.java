package org.orthant.framework.plan;

import com.google.inject.AbstractModule;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.config.PretrainedNetworks;

/** Binds what reads and plans runs. */
public final class PlanningModule extends AbstractModule {
  private final Path models;

  /**
   * @param models the user's trained networks; then come those that are part of Orthant, where the
   *     launcher says
   */
  public PlanningModule(Path models) {
    this.models = models;
  }

  @Override
  protected void configure() {
    bind(PretrainedNetworks.class)
        .toInstance(
            new PretrainedNetworks(
                Stream.concat(
                        Stream.of(models),
                        Stream.ofNullable(System.getProperty("orthant.root"))
                            .map(root -> Path.of(root, "models")))
                    .toList()));
    bind(ConfigReader.class);
    bind(Planner.class);
  }
}
