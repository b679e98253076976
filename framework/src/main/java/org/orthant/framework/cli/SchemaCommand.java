package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.orthant.api.BadInputException;
import org.orthant.framework.schema.RunSchema;

/** Writes the schema from which an editor completes and checks configurations. */
final class SchemaCommand implements Command {
  private final RunSchema schema;
  private final PrintStream out;

  @Inject
  SchemaCommand(RunSchema schema, Console console) {
    this.schema = schema;
    this.out = console.out();
  }

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public String summary() {
    return "write the JSON Schema of configurations, for editors";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "schema >orthant.schema.json",
        "schema --plugins target/my-quantizer-0.1.0.jar >orthant.schema.json");
  }

  @Override
  public int execute(CommandLine line) {
    if (!line.getArgList().isEmpty()) {
      throw new BadInputException("expected no arguments, got " + line.getArgList());
    }
    out.println(schema.json());
    return ExitCode.DONE;
  }
}
