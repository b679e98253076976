/** 95 % confidence intervals, and those of fractions. */
package org.orthant.api.interval;
