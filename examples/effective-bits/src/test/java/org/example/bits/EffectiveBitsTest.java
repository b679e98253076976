package org.example.bits;

import org.orthant.testkit.ProbeContract;

class EffectiveBitsTest extends ProbeContract<EffectiveBits> {}
