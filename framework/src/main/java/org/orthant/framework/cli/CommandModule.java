package org.orthant.framework.cli;

import com.google.inject.AbstractModule;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.plan.Planner;

/** Wires the verbs. The catalog's module makes Guice strict for both. */
final class CommandModule extends AbstractModule {
  private final Console console;

  CommandModule(Console console) {
    this.console = console;
  }

  @Override
  protected void configure() {
    bind(Console.class).toInstance(console);
    bind(ConfigReader.class);
    bind(Planner.class);
    bind(RunFile.class);
    bind(Reporter.class);
    bind(RunCommand.class);
    bind(CheckCommand.class);
    bind(PluginsCommand.class);
    bind(ReportCommand.class);
    bind(CompareCommand.class);
    bind(Commands.class);
  }
}
