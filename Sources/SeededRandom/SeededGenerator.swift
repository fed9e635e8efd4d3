#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A random number generator whose values depend on their purpose, not on the order of calls.
///
/// The state is derived from the seed, the purpose and indices such as epoch and sample. Generators with different words
/// are independent, so work can be split over threads in any order and gives the same bytes. The algorithm is xoshiro256**
/// 1.0 (Blackman and Vigna, 2018), seeded by SplitMix64. Swift's own generators and `shuffled` do not promise the same
/// sequence in every release.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// Creates a generator.
    ///
    /// - Parameters:
    ///   - seed: the user's seed.
    ///   - purpose: the use of the values.
    ///   - indices: indices within the purpose, for instance epoch and sample.
    public init(seed: UInt64, purpose: RandomPurpose, indices: UInt64...) {
        var mixer = SplitMix64(state: seed)
        mixer.absorb(purpose.rawValue)
        for index in indices { mixer.absorb(index) }
        self.init(mixer)
    }

    /// Creates the same generator as a list of two indices, without allocating.
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

    /// 64 uniformly random bits.
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

    /// A uniform value in [0, 1), from the upper 53 bits.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A uniform value in [`low`, `high`).
    public mutating func uniform(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }

    /// A standard normal value (Box-Muller transform; the second value of the pair is discarded).
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    /// A uniform integer in 0..<`bound`, without modulo bias (Lemire, 2019).
    public mutating func below(_ bound: UInt64) -> UInt64 {
        precondition(bound > 0, "the range is not empty")
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }

    /// Shuffles `values` uniformly (Fisher-Yates).
    public mutating func shuffle(_ values: inout [Int32]) {
        var remaining = values.count
        while remaining > 1 {
            let drawn = Int(below(UInt64(remaining)))
            remaining -= 1
            values.swapAt(remaining, drawn)
        }
    }
}

/// The use of random values. Raw values are part of every result: never reuse or change one.
public enum RandomPurpose: UInt64, Sendable {
    /// Initial weights.
    case initialWeights = 1
    /// Order of the images in an epoch.
    case batchOrder = 2
    /// Dropout masks.
    case dropout = 3
    /// Drawn digits.
    case drawnDigit = 4
    /// Labels of drawn digits.
    case drawnLabels = 5
    /// Signs of paired differences, in a test.
    case signFlips = 6
    /// Selection of validation images.
    case split = 7
    /// Augmentation of training images.
    case augmentation = 8
    /// Tests.
    case test = 9
}

/// SplitMix64 (Steele, Lea and Flood, 2014): mixes words, even similar ones, into a state.
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
