#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A generator whose values are fixed by what they are for, not by the order in which they are asked.
///
/// The state is derived from a list of words: the user's seed, the purpose, and whatever numbers the draw (an epoch, a
/// sample). Two draws with different words are independent, so work may be split over threads in any order and still
/// give the same bytes. The algorithm is xoshiro256** 1.0 (Blackman and Vigna, 2018), its state filled by SplitMix64;
/// neither Swift's own generators nor its `shuffled` promise the same sequence from release to release.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// - Parameters:
    ///   - seed: the user's seed.
    ///   - purpose: what is drawn; part of the state.
    ///   - indices: which of them, for instance an epoch and a sample.
    public init(seed: UInt64, purpose: RandomPurpose, indices: UInt64...) {
        var mixer = SplitMix64(state: seed)
        mixer.absorb(purpose.rawValue)
        for index in indices { mixer.absorb(index) }
        self.init(mixer)
    }

    /// The same generator as with a list of two indices, without allocating one: for the step loop.
    public init(seed: UInt64, purpose: RandomPurpose, _ first: UInt64, _ second: UInt64) {
        var mixer = SplitMix64(state: seed)
        mixer.absorb(purpose.rawValue)
        mixer.absorb(first)
        mixer.absorb(second)
        self.init(mixer)
    }

    private init(_ seeded: SplitMix64) {
        var mixer = seeded
        s0 = mixer.next()
        s1 = mixer.next()
        s2 = mixer.next()
        s3 = mixer.next()
    }

    /// 64 uniform bits.
    public mutating func next() -> UInt64 {
        let result = rotateLeft(s1 &* 5, by: 7) &* 9
        let t = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= t
        s3 = rotateLeft(s3, by: 45)
        return result
    }

    /// A uniform value in [0, 1): the upper 53 bits.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A uniform value in [`low`, `high`).
    public mutating func uniform(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }

    /// A standard normal value (Box and Muller's transform; the second value of the pair is not kept).
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    /// A uniform whole number in 0..<`bound`, without the bias of a remainder (Lemire, 2019).
    public mutating func below(_ bound: UInt64) -> UInt64 {
        precondition(bound > 0, "an empty range has no member to draw")
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }

    /// Puts `values` into a uniformly drawn order (Fisher and Yates).
    public mutating func shuffle(_ values: inout [Int32]) {
        var remaining = values.count
        while remaining > 1 {
            let drawn = Int(below(UInt64(remaining)))
            remaining -= 1
            values.swapAt(remaining, drawn)
        }
    }
}

/// What a sequence of random numbers is for. The raw value is part of every result: never reuse or change one.
public enum RandomPurpose: UInt64, Sendable {
    case initialWeights = 1
    case batchOrder = 2
    case dropout = 3
    case drawnDigit = 4
    case drawnLabels = 5
    case bootstrap = 6
    case split = 7
    case augmentation = 8
    case test = 9
}

/// Steele, Lea and Flood's SplitMix64 (2014): turns any words, similar ones too, into well-mixed state.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func absorb(_ word: UInt64) {
        state = next() ^ (word &* 0xD6E8_FEB8_6659_FD93)
    }
}

private func rotateLeft(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
}
