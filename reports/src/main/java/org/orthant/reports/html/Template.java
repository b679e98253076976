package org.orthant.reports.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;

/** A template that was compiled with this room. */
public record Template(String name) {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Template.class.getClassLoader(), "org.orthant.reports.template");

  /**
   * The page as UTF-8. Equal pages give equal bytes.
   *
   * @param page what the template shows
   */
  public byte[] render(Record page) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    ENGINE.render(name, page, output);
    return output.toByteArray();
  }
}
