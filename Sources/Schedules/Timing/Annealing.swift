#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// How a value goes from one end of a phase to the other, by the fraction p of the way.
public enum Annealing: Sendable, Equatable {
    /// start + (end - start) p
    case linear
    /// end + (start - end) (1 + cos(pi p)) / 2
    case cosine
    /// end + (start - end) (1 - sqrt p), which Hägele et al. found best for a decay after a constant rate
    /// (arXiv 2405.18392)
    case oneMinusSqrt

    /// The value at `fraction` p of the way, 0...1: `start` at and before 0, `end` at and after 1, never beyond them.
    public func callAsFunction(from start: Double, to end: Double, at fraction: Double) -> Double {
        Ramp(from: start, to: end).value(remaining: remaining(at: fraction))
    }

    /// What is left of the way, 1...0.
    @inline(__always)
    func remaining(at fraction: Double) -> Double {
        let left = max(0, min(1, 1 - fraction))
        switch self {
        case .linear:
            return left
        case .cosine:
            // (1 + cos(pi p)) / 2 = sin^2(pi (1 - p) / 2), which keeps its digits where little is left.
            let root = sin(Double.pi / 2 * left)
            return root * root
        case .oneMinusSqrt:
            return 1 - (1 - left).squareRoot()
        }
    }
}

/// A value's two ends.
struct Ramp: Sendable, Equatable {
    var start: Double
    var end: Double

    init(from start: Double, to end: Double) {
        self.start = start
        self.end = end
    }

    /// The value where `remaining` of the way, 1...0, is left: exactly the ends there, and never beyond them.
    @inline(__always)
    func value(remaining: Double) -> Double {
        let value = start * remaining + end * (1 - remaining)
        return max(min(start, end), min(max(start, end), value))
    }
}
