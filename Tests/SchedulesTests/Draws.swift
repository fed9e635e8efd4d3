import TestSupport
import Schedules

/// Seeded random numbers (SplitMix64), and parameters of schedules by them.
struct Draws {
    private var numbers: SplitMix

    init(seed: UInt64) { numbers = SplitMix(state: seed) }

    mutating func bits() -> UInt64 { numbers.next() }

    mutating func uniform(_ low: Double = 0, _ high: Double = 1) -> Double {
        low + (high - low) * Double(bits() >> 11) * 0x1p-53
    }

    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(bits() % UInt64(range.count))
    }

    /// 1e-6 ... 10, each power of ten as likely.
    mutating func rate() -> Double {
        var rate = 10.0
        for _ in 0..<integer(0...6) { rate *= 0.1 }
        return rate * uniform(0.1, 1)
    }

    /// 0 and 1 as often as anything between.
    mutating func share(upTo most: Double = 1) -> Double {
        switch integer(0...5) {
        case 0: 0
        case 1: most
        default: uniform(0, most)
        }
    }

    /// Steps, whole or not, most of them few, or a share.
    mutating func length(from least: Int = 0) -> Length {
        switch integer(0...4) {
        case 0: .fraction(least == 0 ? share() : uniform(1e-6, 1))
        case 1: .steps(integer(least...5))
        case 2: .steps(integer(least...10_000))
        case 3: .partialSteps(uniform(least == 0 ? 0 : 1e-6, 300))
        default: .fraction(uniform(0.01, 0.5))
        }
    }

    /// 1...3 as often as 4...10,000.
    mutating func total() -> Int { integer(0...2) == 0 ? integer(1...3) : integer(4...10_000) }

    mutating func momentum() -> OneCycle.Momentum {
        let (first, second) = (uniform(0, 0.999), uniform(0, 0.999))
        return .cycle(high: max(first, second), low: min(first, second))
    }
}
