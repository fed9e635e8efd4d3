package import Comparison

/// Small random numbers for tables; the same at every call.
package struct TableNumbers {
    private var numbers: Congruential

    package init(_ seed: UInt64) { numbers = Congruential(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1) }

    /// In 0..<bound.
    package mutating func below(_ bound: Int) -> Int { numbers.below(bound) }

    /// Images out of 10,000 that were classified right, around a mean.
    package mutating func images(around mean: Int, spread: Int) -> Int { mean - spread + below(2 * spread + 1) }
}

/// An arm of final accuracies, for seeds 0, 1, ...
package func arm(_ name: String, _ accuracies: [Double], isUntuned: Bool = false) -> ComparedArm {
    ComparedArm(
        name: name,
        runs: accuracies.enumerated().map {
            ComparedRun(seed: UInt64($0), accuracy: $1, loss: 1 - $1)
        }, isUntunedBaseline: isUntuned)
}

/// An arm of drawn accuracies.
package func drawnArm(_ name: String, count: Int, around mean: Int, seed: UInt64) -> ComparedArm {
    var numbers = TableNumbers(seed)
    return arm(name, (0..<count).map { _ in Double(numbers.images(around: mean, spread: 40)) / 10_000 })
}

/// Whether two numbers agree within a relative tolerance.
package func agree(_ first: Double?, _ second: Double, within tolerance: Double = 1e-12) -> Bool {
    guard let first else { return false }
    return abs(first - second) <= tolerance * max(1, abs(second))
}
