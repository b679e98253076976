"""The random numbers of a run of Orthant: which images it sees, how it shuffles, where weights start."""

import hashlib
import struct

import numpy


class Seed:
    """A seed that forks by name and index."""

    def __init__(self, value):
        self.value = value

    def fork(self, part):
        part = part.encode() if isinstance(part, str) else struct.pack(">q", part)
        digest = hashlib.sha256(struct.pack(">q", self.value) + part).digest()
        return Seed(*struct.unpack(">q", digest[:8]))

    def below(self):
        """A function that draws a whole number from 0 to below a bound."""
        drawn = self.bits()

        def draw(bound):
            if bound & (bound - 1) == 0:
                return next(drawn) & (bound - 1)
            while True:
                positive = next(drawn) >> 1
                number = positive % bound
                if positive + bound - 1 - number < 1 << 31:
                    return number

        return draw

    def uniform(self, count):
        """Numbers from −1 to below 1, multiples of 2⁻⁵², as float64 [count]."""
        golden = numpy.uint64(0x9E3779B97F4A7C15)
        z = numpy.arange(1, count + 1, dtype=numpy.uint64) * golden + numpy.uint64(self.value % (1 << 64))
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z ^= z >> numpy.uint64(31)
        return -1 + 2 * ((z >> numpy.uint64(11)) * 2.0**-53)

    def bits(self, chunk=1 << 16):
        """32 random bits at a time, those of SplitMix64 as Java's SplittableRandom draws them."""
        state, golden = self.value % (1 << 64), 0x9E3779B97F4A7C15
        steps = numpy.arange(1, chunk + 1, dtype=numpy.uint64) * numpy.uint64(golden)
        while True:
            z = steps + numpy.uint64(state)
            z = (z ^ (z >> numpy.uint64(33))) * numpy.uint64(0x62A9D9ED799705F5)
            z = (z ^ (z >> numpy.uint64(28))) * numpy.uint64(0xCB24D0A5C88C35B3)
            yield from (z >> numpy.uint64(32)).tolist()
            state = (state + chunk * golden) % (1 << 64)


def first(images, available, seed):
    """The indices of the first images in the seed's order."""
    order, draw = list(range(available)), seed.below()
    for i in range(images):
        j = i + draw(available - i)
        order[i], order[j] = order[j], order[i]
    return order[:images]


def shuffle(numbers, places, draw):
    """Shuffles what stands at some places of a list, among each other."""
    for last in range(len(places) - 1, 0, -1):
        here, there = places[last], places[draw(last + 1)]
        numbers[here], numbers[there] = numbers[there], numbers[here]
