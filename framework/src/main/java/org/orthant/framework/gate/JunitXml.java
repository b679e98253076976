package org.orthant.framework.gate;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.orthant.framework.gate.GateCheck.Outcome;

/**
 * A gate's outcome as the XML of JUnit's reports, which build servers show: a suite for each rule,
 * a case for each layer.
 *
 * @param run the run's name
 */
public record JunitXml(String run, List<GateCheck> checks) {

  /** Writes UTF-8. */
  public void write(Path file) throws IOException {
    try (Writer text = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      attribute(xml, "name", run);
      for (Map.Entry<String, List<GateCheck>> rule : byRule().entrySet()) {
        suite(xml, rule.getKey(), rule.getValue());
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("writing " + file, e);
    }
  }

  private Map<String, List<GateCheck>> byRule() {
    return checks.stream()
        .collect(Collectors.groupingBy(GateCheck::rule, LinkedHashMap::new, Collectors.toList()));
  }

  private void suite(XMLStreamWriter xml, String rule, List<GateCheck> cases)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute(xml, "name", rule);
    attribute(xml, "tests", Integer.toString(cases.size()));
    attribute(xml, "failures", count(cases, Outcome.FAILED));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", count(cases, Outcome.SKIPPED));
    for (GateCheck check : cases) {
      xml.writeStartElement("testcase");
      attribute(xml, "classname", run + "." + rule);
      attribute(xml, "name", check.layer());
      switch (check.outcome()) {
        case FAILED -> told(xml, "failure", check.reason());
        case SKIPPED -> told(xml, "skipped", check.reason());
        case PASSED -> {
          xml.writeStartElement("system-out");
          xml.writeCharacters(legal(check.reason()));
          xml.writeEndElement();
        }
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void told(XMLStreamWriter xml, String element, String reason)
      throws XMLStreamException {
    xml.writeEmptyElement(element);
    attribute(xml, "message", reason);
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  private static String count(List<GateCheck> cases, Outcome outcome) {
    return Long.toString(cases.stream().filter(check -> check.outcome() == outcome).count());
  }

  /** XML has no way to write most control characters, nor half of a surrogate pair. */
  private static String legal(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }
}
