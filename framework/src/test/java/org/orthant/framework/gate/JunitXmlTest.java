package org.orthant.framework.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.gate.GateCheck.Outcome;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitXmlTest {
  @TempDir Path folder;

  @Test
  void rulesAreSuitesAndLayersAreCases() throws Exception {
    Document xml =
        written(
            new GateCheck("worst-verdict", "dense1", Outcome.PASSED, "sound"),
            new GateCheck("worst-verdict", "dense2", Outcome.FAILED, "degraded"),
            new GateCheck("min-r", "dense1", Outcome.SKIPPED, "nothing"));
    Element verdicts = element(xml, "testsuite", 0);
    assertThat(verdicts.getAttribute("name")).isEqualTo("worst-verdict");
    assertThat(verdicts.getAttribute("tests")).isEqualTo("2");
    assertThat(verdicts.getAttribute("failures")).isEqualTo("1");
    assertThat(verdicts.getAttribute("skipped")).isEqualTo("0");
    assertThat(element(xml, "testsuite", 1).getAttribute("skipped")).isEqualTo("1");
    assertThat(element(xml, "testcase", 1).getAttribute("classname"))
        .isEqualTo("run.worst-verdict");
    assertThat(element(xml, "testcase", 1).getAttribute("name")).isEqualTo("dense2");
    assertThat(element(xml, "failure", 0).getAttribute("message")).isEqualTo("degraded");
    assertThat(element(xml, "failure", 0).getParentNode()).isEqualTo(element(xml, "testcase", 1));
    assertThat(element(xml, "skipped", 0).getAttribute("message")).isEqualTo("nothing");
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void anyTextIsWellFormed() throws Exception {
    String hostile =
        "\"><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///x'>]>&e;]]>\u0000\u001b\ud800\uffff😀";
    String inert = "\"><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///x'>]>&e;]]>��\ufffd\ufffd😀";
    Document xml =
        written(
            new GateCheck("min-r", hostile, Outcome.FAILED, hostile),
            new GateCheck("min-r", "dense2", Outcome.PASSED, hostile));
    assertThat(element(xml, "testcase", 0).getAttribute("name")).isEqualTo(inert);
    assertThat(element(xml, "failure", 0).getAttribute("message")).isEqualTo(inert);
    assertThat(element(xml, "system-out", 0).getTextContent()).isEqualTo(inert);
  }

  private static Element element(Document xml, String name, int index) {
    return (Element) xml.getElementsByTagName(name).item(index);
  }

  private Document written(GateCheck... checks) throws Exception {
    Path file = folder.resolve("gate.xml");
    new JunitXml("run", List.of(checks)).write(file);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    return factory.newDocumentBuilder().parse(file.toFile());
  }
}
