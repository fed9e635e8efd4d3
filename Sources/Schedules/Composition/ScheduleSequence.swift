/// Schedules one after the other: values(t, T) = values of part i at (t - start i, length i), for the part that t is in.
/// PyTorch's `SequentialLR` and optax's `join_schedules`, but each part sees a T of its own.
///
/// Lengths are added before they are rounded: parts that share the steps take all of them. After the last part its last
/// value stays (`misfits` say `.short`). A part that acts on validations hears of those within it.
public struct ScheduleSequence: Schedule {
    /// A schedule and for how long.
    public struct Part: Sendable {
        /// nil: all that is left; of the last part only.
        public var length: Length?
        public var schedule: any Schedule
        /// What a figure calls it where its schedule has no phases of its own; nil: "part 2".
        public var name: String?

        public init(for length: Length?, _ schedule: any Schedule, name: String? = nil) {
            self.length = length
            self.schedule = schedule
            self.name = name
        }
    }

    public var parts: [Part] { schedules.indices.map { Part(for: lengths[$0], schedules[$0], name: names[$0]) } }
    // Apart: a part is more work to take out of a list than a schedule is.
    private let lengths: [Length?]
    private let names: [String?]
    private var schedules: [any Schedule]
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
                    index == parts.count - 1, "parts[\(index)].for", nil,
                    "missing, and only the last part can do without a length")
            }
            ends.append(end)
        }
        try check.finish()
        (lengths, schedules, names) = (parts.map(\.length), parts.map(\.schedule), parts.map(\.name))
        self.ends = ends
        isOpen = parts.last?.length == nil
    }

    public var lrRange: ClosedRange<Double> {
        let ranges = schedules.map(\.lrRange)
        return (ranges.map(\.lowerBound).min() ?? 0)...(ranges.map(\.upperBound).max() ?? 0)
    }

    /// What any part moves.
    public var moves: MovedHyperparameters {
        let all = schedules.map(\.moves)
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
        let last = schedules.count - 1
        guard isOpen || step < ends[last].steps(of: total) else { return nil }
        let part = firstNumber(in: 0..<last) { ends[$0].steps(of: total) > step }
        return (part, steps(of: part, in: total))
    }

    /// The last values of the last part that has any steps; the first ones of the last part where none has.
    private func lastValues(of total: Int) throws(ScheduleError) -> ScheduledValues {
        for index in schedules.indices.reversed() {
            let length = steps(of: index, in: total).count
            if length > 0 { return try schedules[index].values(at: length - 1, of: length) }
        }
        return try schedules[schedules.count - 1].values(at: 0, of: 1)
    }

    /// The steps of a part, some of which may be beyond `total`.
    @inline(__always)
    private func steps(of index: Int, in total: Int) -> Range<Int> {
        let start = index == 0 ? 0 : ends[index - 1].steps(of: total)
        let isRest = isOpen && index == schedules.count - 1
        return start..<max(start, isRest ? total : ends[index].steps(of: total))
    }

    /// Those of the parts; a part without any is a phase of its own.
    public func phases(of total: Int) -> [Phase] {
        var phases: [Phase] = []
        for index in schedules.indices {
            let steps = steps(of: index, in: total)
            guard steps.lowerBound < total, !steps.isEmpty else { continue }
            let inner = schedules[index].phases(of: steps.count)
            let whole = Phase(name: names[index] ?? "part \(index + 1)", steps: 0..<steps.count)
            for phase in inner.isEmpty ? [whole] : inner {
                let start = phase.steps.lowerBound.addingSaturated(steps.lowerBound)
                let end = min(total, phase.steps.upperBound.addingSaturated(steps.lowerBound))
                if start < end { phases.append(Phase(name: phase.name, steps: start..<end)) }
            }
        }
        return phases.count > Phase.most ? [] : phases
    }

    /// `.tooLong` where the parts take more steps than the training, of the first part that does; `.short` where they take
    /// less; and those of each part within it.
    public func misfits(in total: Int) -> [Misfit] {
        var misfits: [Misfit] = []
        let length = ends.last?.steps(of: total) ?? 0
        if length > total {
            let part = firstNumber(in: 0..<ends.count - 1) { ends[$0].steps(of: total) > total }
            let with = part == 0 ? nil : "the parts before it"
            misfits.append(
                Misfit("parts[\(part)].for", .tooLong(length: ends[part].steps(of: total), with: with, total: total)))
        } else if length < total, !isOpen {
            misfits.append(Misfit(.short(length: length, total: total)))
        }
        return misfits
            + schedules.indices.flatMap { index in
                let steps = steps(of: index, in: total)
                return partMisfits(index, in: total, count: steps.count).map {
                    $0.inPart(index, from: steps.lowerBound)
                }
            }
    }

    /// Those of a part. One of 96.5 steps has 96 or 97, as it lies: what fits one of them fits it.
    private func partMisfits(_ index: Int, in total: Int, count: Int) -> [Misfit] {
        guard count > 0 else { return [] }
        let misfits = schedules[index].misfits(in: count)
        guard !misfits.isEmpty, let length = lengths[index] ?? rest(in: total) else { return misfits }
        let exact = LengthSum(length).exactSteps(of: total)
        guard exact != exact.rounded() else { return misfits }
        let others = [Int(saturating: exact.rounded(.down)), Int(saturating: exact.rounded(.up))].filter { $0 != count }
        return others.contains { $0 > 0 && schedules[index].misfits(in: $0).isEmpty } ? [] : misfits
    }

    /// What the parts with a length leave.
    private func rest(in total: Int) -> Length? {
        (ends.last?.exactSteps(of: total)).map { .partialSteps(Double(total) - $0) }
    }

    /// Whether any part does.
    public var hearsValidations: Bool { schedules.contains { $0.hearsValidations } }

    public mutating func observe(loss: Double, after step: Int, of total: Int) {
        guard let (part, steps) = locate(step, of: total) else { return }
        schedules[part].observe(loss: loss, after: step - steps.lowerBound, of: steps.count)
    }
}

extension ScheduleSequence: Equatable {
    /// Parts of types that are not `Equatable` are not equal.
    public static func == (first: ScheduleSequence, second: ScheduleSequence) -> Bool {
        first.lengths == second.lengths
            && zip(first.schedules, second.schedules).allSatisfy { areEqual($0, $1) }
    }
}
