/** What is known of a layer beside what a probe measures. */
package org.orthant.probes.layer;
