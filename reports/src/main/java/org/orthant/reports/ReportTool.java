package org.orthant.reports;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * Renders a result.json as one HTML file: {@code orthant-report RESULT.json [--out FILE.html]}.
 * Without {@code --out} the file is index.html beside the result.
 *
 * <p>Prints the path of the HTML file and returns 0. Returns 2 for arguments or a result that
 * cannot be used and 1 if the file cannot be written, with one line that says why.
 */
public final class ReportTool implements ToolProvider {

  @Override
  public String name() {
    return "orthant-report";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      Order order = Order.of(arguments);
      Result result = ResultReader.read(order.result());
      byte[] page = Page.of(result, Original.of(order.result())).render();
      HtmlFile.write(order.page(), page);
      out.println(order.page());
      return 0;
    } catch (UnusableInputException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("the report cannot be written: " + e);
      return 1;
    }
  }

  /** What the arguments ask for. */
  private record Order(Path result, Path page) {
    private static final String USAGE = "usage: orthant-report RESULT.json [--out FILE.html]";

    static Order of(String... arguments) {
      String result = null;
      String page = null;
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].equals("--out") && page == null && i + 1 < arguments.length) {
          i++;
          page = arguments[i];
        } else if (!arguments[i].startsWith("-") && result == null) {
          result = arguments[i];
        } else {
          throw new UnusableInputException("unexpected " + arguments[i] + "; " + USAGE);
        }
      }
      if (result == null) {
        throw new UnusableInputException("which result.json? " + USAGE);
      }
      Path file = Path.of(result);
      Path html = page == null ? file.resolveSibling("index.html") : Path.of(page);
      if (html.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
        throw new UnusableInputException("--out would overwrite " + file);
      }
      return new Order(file, html);
    }
  }
}
