package org.orthant.framework.cli;

import com.google.inject.AbstractModule;
import org.orthant.framework.plan.PlanningModule;
import org.orthant.framework.schema.RunSchema;
import org.orthant.framework.storage.Home;

/** Wires the verbs. The catalog's module makes Guice strict for both. */
final class CommandModule extends AbstractModule {
  private final Console console;
  private final Home home;

  CommandModule(Console console, Home home) {
    this.console = console;
    this.home = home;
  }

  @Override
  protected void configure() {
    bind(Console.class).toInstance(console);
    install(new PlanningModule(home.models()));
    bind(RunFile.class);
    bind(Reporter.class);
    bind(RunCommand.class);
    bind(CheckCommand.class);
    bind(InspectCommand.class);
    bind(PluginsCommand.class);
    bind(RunSchema.class);
    bind(SchemaCommand.class);
    bind(ReportCommand.class);
    bind(CompareCommand.class);
    bind(NewPluginCommand.class);
    bind(CacheCommand.class);
    bind(Commands.class);
  }
}
