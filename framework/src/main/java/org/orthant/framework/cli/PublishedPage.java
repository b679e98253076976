package org.orthant.framework.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.orthant.framework.storage.Publication;

/**
 * Adds the page of a result to what is published, and tells of it when it is. A page that cannot be
 * written keeps the result from being published, since what was measured is then found again; a
 * result that the renderer refuses, or breaks on, is published without a page.
 */
final class PublishedPage implements Publication.Addition {
  private static final String PAGE = "index.html";

  private final Reporter reporter;
  private final Console console;
  private final Ending ending;
  private final Consumer<Page> published;

  /**
   * @param published takes the page once it lies there
   */
  PublishedPage(Reporter reporter, Console console, Ending ending, Consumer<Page> published) {
    this.reporter = reporter;
    this.console = console;
    this.ending = ending;
    this.published = published;
  }

  /**
   * A page that lies where it belongs.
   *
   * @param address its own
   * @param lines what the renderer says of it, its address at the end
   */
  record Page(URI address, List<String> lines) {}

  @Override
  public void addTo(Publication publication) throws IOException {
    Path result = publication.result();
    publication.write(PAGE, page -> render(result, page, publication));
  }

  private void render(Path result, Path page, Publication publication) throws IOException {
    Reporter.Outcome outcome;
    try {
      outcome = reporter.render(result, page);
    } catch (RuntimeException e) {
      lacking(
          String.format(
              Locale.ROOT,
              "orthant: %s cannot be made: %s",
              publication.target(PAGE),
              CommandLineInterface.message(e)),
          ExitCode.FAILED);
      return;
    }
    String complaint = publication.inPlace(outcome.complaint());
    if (outcome.exitCode() == ExitCode.DONE) {
      URI address = publication.target(PAGE).toUri();
      String lines = outcome.said().replace(page.toUri().toString(), address.toString());
      publication.whenPublished(() -> published.accept(new Page(address, lines.lines().toList())));
    } else if (outcome.exitCode() == ExitCode.FAILED) {
      throw new IOException(
          complaint.replace(publication.target(PAGE) + " cannot be written: ", ""));
    } else {
      lacking(complaint, outcome.exitCode());
    }
  }

  private void lacking(String complaint, int exitCode) {
    console.err().println(complaint);
    ending.rendered(exitCode);
  }
}
