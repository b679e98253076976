package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.util.List;

/** All verbs, in the order in which the help shows them. */
record Commands(List<Command> all) {
  @Inject
  Commands(
      RunCommand run,
      CheckCommand check,
      InspectCommand inspect,
      PluginsCommand plugins,
      SchemaCommand schema,
      ReportCommand report,
      CompareCommand compare,
      NewPluginCommand newPlugin,
      CacheCommand cache) {
    this(List.of(run, check, inspect, plugins, schema, report, compare, newPlugin, cache));
  }
}
