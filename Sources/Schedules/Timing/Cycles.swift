#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Cycles one after the other, each `growth` times as long as the one before.
struct Cycles: Sendable, Equatable {
    /// The first one's length.
    let first: Length
    /// 1 or more.
    let growth: Double
    /// How many there are; nil: no end.
    let count: Int?
    /// Where cycles 0, 1, ... begin, in lengths of the first: (growth^n - 1) / (growth - 1). Not all of them where there is
    /// no end; none where all cycles are equal.
    private let starts: [Double]

    /// What the table goes to: more steps than there are, or more cycles than anybody looks at.
    private static let (mostLengths, mostStarts) = (0x1p64, 512)

    init(first: Length, growth: Double, count: Int? = nil) {
        self.first = first
        self.growth = growth
        self.count = count
        var starts: [Double] = []
        if growth > 1 {
            var (start, length) = (0.0, 1.0)
            while starts.count < Self.mostStarts, start < Self.mostLengths {
                starts.append(start)
                start += length
                length *= growth
            }
        }
        self.starts = starts
    }

    /// Where cycle n begins and how long it is, in lengths of the first.
    private func bounds(of cycle: Double) -> (start: Double, length: Double) {
        if growth == 1 { return (cycle, 1) }
        let length = pow(growth, cycle)
        return ((length - 1) / (growth - 1), length)
    }

    /// The steps, as real numbers, of the cycle `step` is in.
    @inline(__always)
    private func locate(_ step: Int, of total: Int) -> (start: Double, length: Double) {
        let first = Double(self.first.stepsAboveZero(of: total))
        let step = Double(step)
        let last = Double(count ?? .max) - 1
        if growth == 1 {
            return (min(last, (step / first).rounded(.down)) * first, first)
        }
        let passed = min(countOfLeading(starts) { $0 * first <= step }, count ?? .max)
        if passed < starts.count {
            let start = starts[passed - 1]
            return (start * first, (starts[passed] - start) * first)
        }
        // Beyond the table. A step a rounding before a cycle is its first.
        let cycle = min(last, (log1p(step / first * (growth - 1)) / log(growth) + 1e-9).rounded(.down))
        let (start, length) = bounds(of: cycle)
        return (start * first, length * first)
    }

    /// How much of its cycle is behind `step`: 0...1, and 1 only after the last cycle.
    @inline(__always)
    func fraction(at step: Int, of total: Int) -> Double {
        let (start, length) = locate(step, of: total)
        return max(0, min(1, (Double(step) - start) / length))
    }

    /// The steps of the cycle that `step` is in.
    private func steps(around step: Int, of total: Int) -> Range<Int> {
        let (start, length) = locate(step, of: total)
        let lower = Self.firstStep(from: start)
        return lower..<max(lower, Self.firstStep(from: start + length))
    }

    /// The first step at or after a place, which may be a rounding off a whole number.
    private static func firstStep(from place: Double) -> Int { Int(saturating: (place * (1 - 1e-12)).rounded(.up)) }

    /// Steps of all cycles; nil where there is no end of them.
    private func length(of total: Int) -> Int? {
        guard let count else { return nil }
        return Self.firstStep(from: bounds(of: Double(count)).start * Double(first.stepsAboveZero(of: total)))
    }

    func fit(in total: Int) -> Fit {
        let firstLength = first.stepsAboveZero(of: total)
        if let length = length(of: total) {
            if length > total { return .tooLong(length: length, total: total) }
            return length < total ? .short(length: length, total: total) : .whole
        }
        if firstLength > total { return .tooLong(length: firstLength, total: total) }
        let last = steps(around: total - 1, of: total)
        return last.upperBound > total ? .cut(cycle: last, end: total) : .whole
    }

    /// "cycle 1", "cycle 2", ...
    func phases(of total: Int) -> [Phase] {
        var phases: [Phase] = []
        let end = min(max(0, total), length(of: total) ?? .max)
        var start = 0
        while start < end {
            guard phases.count < Phase.most else { return [] }
            // A cycle may begin within a step: the range begins on the first whole one, and moves on in any case.
            let next = min(end, max(start + 1, steps(around: start, of: total).upperBound))
            phases.append(Phase(name: "cycle \(phases.count + 1)", steps: start..<next))
            start = next
        }
        return phases
    }
}
