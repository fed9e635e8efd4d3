/// Cycles one after the other, each `growth` times as long as the one before.
struct Cycles: Sendable, Equatable {
    /// The first one's length, a real number of steps and at least one.
    let first: LengthSum
    /// 1 or more.
    let growth: Double
    /// Number of cycles; nil: without end.
    let count: Int?
    /// The starts of cycles 0, 1, ... in lengths of the first: (growth^n - 1) / (growth - 1). The first `maxStarts` only;
    /// empty if all cycles are equal.
    private let starts: [Double]
    private let logGrowth: Double

    /// Limits of the table: more steps than an integer holds, or enough cycles.
    private static let (maxLengths, maxStarts) = (0x1p64, 512)

    init(first: Length, growth: Double, count: Int? = nil) {
        self.first = LengthSum(first)
        self.growth = growth
        self.count = count
        logGrowth = naturalLogarithm(growth)
        var starts: [Double] = []
        if growth > 1 {
            var (start, length) = (0.0, 1.0)
            while starts.count < Self.maxStarts, start < Self.maxLengths {
                starts.append(start)
                start += length
                length *= growth
            }
        }
        self.starts = starts
    }

    /// The start of cycle n, in lengths of the first.
    @inline(__always)
    private func start(of cycle: Double) -> Double {
        growth == 1 ? cycle : exponentialMinusOne(cycle * logGrowth) / (growth - 1)
    }

    /// Start and length of the cycle that `step` is in, as real numbers of steps.
    @inline(__always)
    private func locate(_ step: Int, of total: Int) -> (start: Double, length: Double) {
        let first = first.exactStepsAboveZero(of: total)
        let step = Double(step)
        let last = Double(count ?? .max) - 1
        if growth == 1 {
            // A step that rounding puts before a cycle's start is its first.
            return (min(last, (step / first * (1 + 1e-12)).rounded(.down)) * first, first)
        }
        let passed = firstNumber(in: 0..<min(starts.count, count ?? .max)) { starts[$0] * first > step * (1 + 1e-12) }
        if passed < starts.count {
            let start = starts[passed - 1]
            return (start * first, (starts[passed] - start) * first)
        }
        // Beyond the table, likewise.
        let cycle = min(
            last, (naturalLogarithm(onePlus: step / first * (growth - 1)) / logGrowth + 1e-9).rounded(.down))
        let start = start(of: cycle)
        return (start * first, (start * (growth - 1) + 1) * first)
    }

    /// The share of its cycle that is over at `step`, 0...1; 1 only after the last cycle.
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

    /// The first step at or after a place, which rounding may have moved off a whole number.
    private static func firstStep(from place: Double) -> Int { Int(saturating: (place * (1 - 1e-12)).rounded(.up)) }

    /// A real number of steps of all cycles; nil without end.
    private func length(of total: Int) -> Double? {
        count.map { start(of: Double($0)) * first.exactStepsAboveZero(of: total) }
    }

    /// The step nearest to a place, halves up.
    private static func nearestStep(to place: Double) -> Int { Int(saturating: place + 0.5) }

    /// - Parameter key: the spec's key of the first cycle's length.
    func issues(over total: Int, key: String) -> [ScheduleIssue] {
        let firstLength = Self.nearestStep(to: first.exactStepsAboveZero(of: total))
        if let place = length(of: total) {
            let length = Self.nearestStep(to: place)
            if length > total {
                let with = firstLength < length ? "all cycles" : nil
                return [ScheduleIssue(key, .tooLong(length: length, with: with, total: total))]
            }
            let end = Self.firstStep(from: place)
            return end < total ? [ScheduleIssue(.short(length: end, total: total))] : []
        }
        if firstLength > total { return [ScheduleIssue(key, .tooLong(length: firstLength, total: total))] }
        guard total > 0 else { return [] }
        let (start, length) = locate(total - 1, of: total)
        guard Self.nearestStep(to: start + length) > total else { return [] }
        return [ScheduleIssue(.cut(cycle: steps(around: total - 1, of: total), end: total))]
    }

    /// "cycle 1", "cycle 2", ...
    func phases(of total: Int) -> [Phase] {
        var phases: [Phase] = []
        let end = min(max(0, total), length(of: total).map(Self.firstStep) ?? .max)
        var start = 0
        while start < end {
            guard phases.count < Phase.maxCount else { return [] }
            // A cycle may begin within a step: its range begins at the next step, and always advances.
            let next = min(end, max(start + 1, steps(around: start, of: total).upperBound))
            phases.append(Phase(name: "cycle \(phases.count + 1)", steps: start..<next))
            start = next
        }
        return phases
    }
}
