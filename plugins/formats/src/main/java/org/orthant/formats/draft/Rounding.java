package org.orthant.formats.draft;

/** How a number becomes a whole one. */
public enum Rounding {
  /** To the nearest, halves to the even one. */
  HALF_EVEN {
    @Override
    public float of(float number) {
      return (float) Math.rint(number);
    }
  },
  /** To the nearest, halves away from 0. */
  HALF_AWAY {
    @Override
    public float of(float number) {
      return (float) Math.copySign(Math.floor(Math.abs(number) + 0.5), number);
    }
  },
  FLOOR {
    @Override
    public float of(float number) {
      return (float) Math.floor(number);
    }
  },
  CEILING {
    @Override
    public float of(float number) {
      return (float) Math.ceil(number);
    }
  },
  TOWARDS_ZERO {
    @Override
    public float of(float number) {
      return (float) (number < 0 ? Math.ceil(number) : Math.floor(number));
    }
  };

  /** The whole number. */
  public abstract float of(float number);
}
