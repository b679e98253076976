/**
 * The text of a description: YAML as a tree with lines, the forms that its values can have, and the
 * collected problems of it. May use SnakeYAML, for its events alone.
 */
package org.orthant.formats.folder.yaml;
