package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.util.List;

/** All verbs, in the order in which the help shows them. */
record Commands(List<Command> all) {
  @Inject
  Commands(
      RunCommand run,
      CheckCommand check,
      PluginsCommand plugins,
      SchemaCommand schema,
      ReportCommand report,
      CompareCommand compare,
      NewPluginCommand newPlugin,
      CacheCommand cache) {
    this(List.of(run, check, plugins, schema, report, compare, newPlugin, cache));
  }
}
