#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// How a value goes from one end of a phase to the other.
public enum Annealing: Sendable, Equatable {
    /// start + (end - start) p
    case linear
    /// end + (start - end) (1 + cos(pi p)) / 2
    case cosine

    /// The value at `fraction` p of the way, 0...1.
    public func callAsFunction(from start: Double, to end: Double, at fraction: Double) -> Double {
        switch self {
        case .linear: start + (end - start) * fraction
        case .cosine: end + (start - end) * (1 + cos(Double.pi * fraction)) / 2
        }
    }
}

/// A value's way through a phase.
public struct Ramp: Sendable, Equatable {
    public var start: Double
    public var end: Double
    public var annealing: Annealing

    public init(from start: Double, to end: Double, _ annealing: Annealing) {
        self.start = start
        self.end = end
        self.annealing = annealing
    }

    /// A value that stays.
    public static func hold(_ value: Double) -> Ramp { Ramp(from: value, to: value, .linear) }

    /// The value at `fraction` of the way, 0...1.
    public func value(at fraction: Double) -> Double { annealing(from: start, to: end, at: fraction) }
}
