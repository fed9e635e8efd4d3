/// The shape of a value's way from `start` to `end`, by the fraction p of the way, 0...1.
public enum Annealing: Sendable, Equatable {
    /// start + (end - start) p
    case linear
    /// end + (start - end) (1 + cos(pi p)) / 2
    case cosine
    /// end + (start - end) (1 - sqrt p): the best decay after a constant rate in Hägele et al. (arXiv 2405.18392)
    case oneMinusSqrt

    /// The value at `fraction` p of the way, 0...1: `start` at and before 0, `end` at and after 1, never beyond them.
    public func callAsFunction(from start: Double, to end: Double, at fraction: Double) -> Double {
        Interpolation(from: start, to: end).value(remaining: remaining(at: fraction))
    }

    /// The share of the way that is left, 1...0.
    @inline(__always)
    func remaining(at fraction: Double) -> Double {
        let left = max(0, min(1, 1 - fraction))
        switch self {
        case .linear:
            return left
        case .cosine:
            // (1 + cos(pi p)) / 2 = sin^2(pi (1 - p) / 2), which keeps its digits near the end.
            let root = sine(Double.pi / 2 * left)
            return root * root
        case .oneMinusSqrt:
            return 1 - (1 - left).squareRoot()
        }
    }
}

/// A value between its two ends.
struct Interpolation: Sendable, Equatable {
    var start: Double
    var end: Double

    init(from start: Double, to end: Double) {
        self.start = start
        self.end = end
    }

    /// start remaining + end (1 - remaining), for remaining in 1...0: exactly `start` and `end` there, never beyond them.
    @inline(__always)
    func value(remaining: Double) -> Double {
        let value = start * remaining + end * (1 - remaining)
        return max(min(start, end), min(max(start, end), value))
    }
}
