/// Schedules one after the other: values(t, T) = values of part i at (t - start i, length i), for the part that t is in.
/// PyTorch's `SequentialLR` and optax's `join_schedules`, but each part sees a T of its own.
///
/// Lengths are added before they are rounded: parts that share the steps take all of them. After the last part its last
/// value stays (`fit` says `.short`).
public struct ScheduleSequence: Schedule {
    /// A schedule and for how long.
    public struct Part: Sendable {
        /// nil: all that is left; of the last part only.
        public var length: Length?
        public var schedule: any Schedule

        public init(for length: Length?, _ schedule: any Schedule) {
            self.length = length
            self.schedule = schedule
        }
    }

    public let parts: [Part]
    // Those of the parts: a part is more work to take out of a list.
    private let schedules: [any Schedule]
    /// Where each part ends; of one that takes what is left, where it begins.
    private let ends: [LengthSum]
    private let isOpen: Bool

    /// - Throws: `ScheduleError.invalid` with everything that is wrong: no parts, bad lengths, a part without one before
    ///   the last.
    public init(_ parts: [Part]) throws(ScheduleError) {
        var check = ParameterCheck()
        check.atLeastOne("parts", Double(parts.count))
        var end = LengthSum()
        var ends: [LengthSum] = []
        for (index, part) in parts.enumerated() {
            if let length = part.length {
                check.length("parts[\(index)].for", length)
                end.add(length)
            } else {
                check.require(
                    index == parts.count - 1, "parts[\(index)].for", 0,
                    "a length, and only the last part can do without one")
            }
            ends.append(end)
        }
        try check.finish()
        self.parts = parts
        schedules = parts.map(\.schedule)
        self.ends = ends
        isOpen = parts.last?.length == nil
    }

    public var lrRange: ClosedRange<Double> {
        let ranges = parts.map(\.schedule.lrRange)
        return (ranges.map(\.lowerBound).min() ?? 0)...(ranges.map(\.upperBound).max() ?? 0)
    }

    /// What any part moves.
    public var moves: MovedHyperparameters {
        let all = parts.map(\.schedule.moves)
        return MovedHyperparameters(
            momentum: all.contains(where: \.momentum), weightDecay: all.contains(where: \.weightDecay))
    }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        guard let (part, steps) = locate(step, of: total) else { return try lastValues(of: total) }
        return try schedules[part].values(at: step - steps.lowerBound, of: steps.count)
    }

    /// The part that has `step`, and its steps; nil after the last part. By halving.
    @inline(__always)
    private func locate(_ step: Int, of total: Int) -> (part: Int, steps: Range<Int>)? {
        let last = parts.count - 1
        var (low, start) = (0, 0)
        var (high, end) = (last, isOpen ? total : ends[last].steps(of: total))
        guard step < end else { return nil }
        while low < high {
            let middle = (low + high) / 2
            let join = ends[middle].steps(of: total)
            if join <= step { (low, start) = (middle + 1, join) } else { (high, end) = (middle, join) }
        }
        return (low, start..<max(start, end))
    }

    /// The last values of the last part that has any steps; the first ones of the last part where none has.
    private func lastValues(of total: Int) throws(ScheduleError) -> ScheduledValues {
        for index in parts.indices.reversed() {
            let length = steps(of: index, in: total).count
            if length > 0 { return try parts[index].schedule.values(at: length - 1, of: length) }
        }
        return try parts[parts.count - 1].schedule.values(at: 0, of: 1)
    }

    /// The steps of a part, some of which may be beyond `total`.
    @inline(__always)
    private func steps(of index: Int, in total: Int) -> Range<Int> {
        let start = index == 0 ? 0 : ends[index - 1].steps(of: total)
        let isRest = isOpen && index == parts.count - 1
        return start..<max(start, isRest ? total : ends[index].steps(of: total))
    }

    /// Those of the parts; a part without any is a phase of its own.
    public func phases(of total: Int) -> [Phase] {
        var phases: [Phase] = []
        for index in parts.indices {
            let steps = steps(of: index, in: total)
            guard steps.lowerBound < total, !steps.isEmpty else { continue }
            let inner = parts[index].schedule.phases(of: steps.count)
            for phase in inner.isEmpty ? [Phase(name: "part \(index + 1)", steps: 0..<steps.count)] : inner {
                let start = phase.steps.lowerBound.addingSaturated(steps.lowerBound)
                let end = min(total, phase.steps.upperBound.addingSaturated(steps.lowerBound))
                if start < end { phases.append(Phase(name: phase.name, steps: start..<end)) }
            }
        }
        return phases.count > Phase.most ? [] : phases
    }

    /// `.tooLong` where the parts take more steps than the training, or one of them more than it has; `.short` where they
    /// take less; else as the first part that is cut.
    public func fit(in total: Int) -> Fit {
        let length = ends.last?.steps(of: total) ?? 0
        let own: Fit =
            length > total
            ? .tooLong(length: length, total: total)
            : length < total && !isOpen ? .short(length: length, total: total) : .whole
        return .worst(
            [own]
                + parts.indices.map { index in
                    let steps = steps(of: index, in: total)
                    let fit = steps.isEmpty ? .whole : parts[index].schedule.fit(in: steps.count)
                    return fit == .whole ? .whole : .part(index, fit.shifted(by: steps.lowerBound))
                })
    }
}

extension ScheduleSequence: Equatable {
    /// Parts of types that are not `Equatable` are not equal.
    public static func == (first: ScheduleSequence, second: ScheduleSequence) -> Bool {
        first.parts.count == second.parts.count
            && zip(first.parts, second.parts).allSatisfy {
                $0.length == $1.length && areEqual($0.schedule, $1.schedule)
            }
    }
}
