package org.orthant.framework.cli;

import com.google.inject.AbstractModule;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.plan.Planner;
import org.orthant.framework.schema.RunSchema;

/** Wires the verbs. The catalog's module makes Guice strict for both. */
final class CommandModule extends AbstractModule {
  private final Console console;

  CommandModule(Console console) {
    this.console = console;
  }

  @Override
  protected void configure() {
    bind(Console.class).toInstance(console);
    bind(PretrainedNetworks.class).toInstance(pretrained());
    bind(ConfigReader.class);
    bind(Planner.class);
    bind(RunFile.class);
    bind(Reporter.class);
    bind(RunCommand.class);
    bind(CheckCommand.class);
    bind(PluginsCommand.class);
    bind(RunSchema.class);
    bind(SchemaCommand.class);
    bind(ReportCommand.class);
    bind(CompareCommand.class);
    bind(NewPluginCommand.class);
    bind(Commands.class);
  }

  /** Those of the user, then those that come with Orthant, where the launcher says. */
  private PretrainedNetworks pretrained() {
    Path home = console.home().models();
    return new PretrainedNetworks(
        Stream.concat(
                Stream.of(home),
                Stream.ofNullable(System.getProperty("orthant.root"))
                    .map(root -> Path.of(root, "models")))
            .toList());
  }
}
