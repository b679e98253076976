"""The random numbers of a run of Orthant: which images it sees, and how it shuffles."""

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
