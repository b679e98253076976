/**
 * The kit for tests of plugins: a contract per kind, which a plugin's test extends in one line, and
 * fakes of what the framework shows to plugins.
 */
package org.orthant.testkit;
