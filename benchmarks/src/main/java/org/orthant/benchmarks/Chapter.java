package org.orthant.benchmarks;

import java.io.IOException;
import java.util.List;

/** A part of the report: what it measures, and how it puts that. */
interface Chapter {

  /**
   * Measures everything that the chapter tells of.
   *
   * @return Markdown, beginning with the chapter's heading
   */
  List<String> measured(Settings settings, Session session) throws IOException;
}
