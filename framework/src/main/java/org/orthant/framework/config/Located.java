package org.orthant.framework.config;

/** A value and where it is written. */
public record Located<T>(T value, Position position) {}
