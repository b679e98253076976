package org.orthant.reports.html;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** A script or a style sheet that goes into the page as it is. */
public record Asset(String text) {

  /** One of this package's own. */
  public static Asset own(String name) {
    return new Asset(read("org/orthant/reports/html/" + name));
  }

  /** ECharts, from its WebJar. */
  public static Asset echarts() {
    Properties properties = new Properties();
    try (InputStream stream = open("META-INF/maven/org.webjars/echarts/pom.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("version");
    return new Asset(read("META-INF/resources/webjars/echarts/" + version + "/echarts.min.js"));
  }

  /** The policy of a page in which nothing is fetched, and no script runs but these. */
  public static String contentSecurityPolicy(List<Asset> scripts) {
    return String.format(
        Locale.ROOT,
        "default-src 'none'; script-src %s; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
        scripts.stream().map(Asset::policySource).collect(joining(" ")));
  }

  /** Returns how a Content-Security-Policy names this script, and no other. */
  private String policySource() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String read(String resource) {
    try (InputStream stream = open(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream stream = Asset.class.getClassLoader().getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    return stream;
  }
}
