/// values(t, T) = values of part i at (t - start(i), length(i)), for the part i that t is in
///
/// Schedules one after the other: PyTorch's `SequentialLR` and optax's `join_schedules`, except that each part sees a T
/// of its own. Lengths are added before they are rounded, so shares that add up to 1 take all steps. After the last
/// part its last value stays, with the issue `.short`. A part that acts on validations observes those within it.
public struct ScheduleSequence: ValidationObserving {
    /// A schedule and for how long.
    public struct Part: Sendable {
        /// nil: all steps that are left; for the last part only.
        public var length: Length?
        /// Sees the part's steps as its own 0 ..< T.
        public var schedule: any Schedule
        /// Its name in figures if its schedule has no phases of its own; nil: "part 2".
        public var name: String?

        /// `schedule` for `length`.
        public init(for length: Length?, _ schedule: any Schedule, name: String? = nil) {
            self.length = length
            self.schedule = schedule
            self.name = name
        }
    }

    /// The parts, in order.
    public var parts: [Part] { schedules.indices.map { Part(for: lengths[$0], schedules[$0], name: names[$0]) } }
    // Three lists: reading a schedule from a list costs less than reading a part.
    private let lengths: [Length?]
    private let names: [String?]
    private var schedules: [any Schedule]
    /// The end of each part; for a part that takes the rest, its start.
    private let ends: [LengthSum]
    private let isOpen: Bool

    /// - Throws: `ScheduleError.invalid` with every bad parameter: no parts, a bad length, a length missing before the last
    ///   part.
    public init(_ parts: [Part]) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("parts", Double(parts.count), in: .oneOrMore)
        var end = LengthSum()
        var ends: [LengthSum] = []
        for (index, part) in parts.enumerated() {
            if let length = part.length {
                check.require("parts[\(index)].for", length, in: .fromZero)
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

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> {
        let ranges = schedules.map(\.lrRange)
        return (ranges.map(\.lowerBound).min() ?? 0)...(ranges.map(\.upperBound).max() ?? 0)
    }

    /// The hyperparameters that any part moves.
    public var moves: MovedHyperparameters {
        let all = schedules.map(\.moves)
        return MovedHyperparameters(
            momentum: all.contains(where: \.momentum), weightDecay: all.contains(where: \.weightDecay))
    }

    /// The values of the part that `step` is in.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        guard let (part, steps) = locate(step, of: total) else { return lastValues(of: total) }
        return schedules[part].formula(at: step - steps.lowerBound, of: steps.count)
    }

    /// The part that `step` is in, and its steps; nil after the last part. By bisection.
    @inline(__always)
    private func locate(_ step: Int, of total: Int) -> (part: Int, steps: Range<Int>)? {
        let last = schedules.count - 1
        guard isOpen || step < ends[last].steps(of: total) else { return nil }
        let part = firstNumber(in: 0..<last) { ends[$0].steps(of: total) > step }
        return (part, steps(of: part, in: total))
    }

    /// The last values of the last part that has steps; the first values of the last part if none has.
    private func lastValues(of total: Int) -> ScheduledValues {
        for index in schedules.indices.reversed() {
            let length = steps(of: index, in: total).count
            if length > 0 { return schedules[index].formula(at: length - 1, of: length) }
        }
        return schedules[schedules.count - 1].formula(at: 0, of: 1)
    }

    /// The steps of a part, some of which may be beyond `total`.
    @inline(__always)
    private func steps(of index: Int, in total: Int) -> Range<Int> {
        let start = index == 0 ? 0 : ends[index - 1].steps(of: total)
        let isRest = isOpen && index == schedules.count - 1
        return start..<max(start, isRest ? total : ends[index].steps(of: total))
    }

    /// The phases of the parts; a part without any is a phase of its own.
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
        return phases.count > Phase.maxCount ? [] : phases
    }

    /// `.tooLong` for the first part that ends after the training, or `.short` if all parts end before it. Then the
    /// issues of each part within it.
    public func issues(over total: Int) -> [ScheduleIssue] {
        var issues: [ScheduleIssue] = []
        let length = ends.last?.steps(of: total) ?? 0
        if length > total {
            let part = firstNumber(in: 0..<ends.count - 1) { ends[$0].steps(of: total) > total }
            let with = part == 0 ? nil : "the parts before it"
            issues.append(
                ScheduleIssue(
                    "parts[\(part)].for", .tooLong(length: ends[part].steps(of: total), with: with, total: total)))
        } else if length < total, !isOpen {
            issues.append(ScheduleIssue(.short(length: length, total: total)))
        }
        return issues
            + schedules.indices.flatMap { index in
                let steps = steps(of: index, in: total)
                return partIssues(index, in: total, count: steps.count).map {
                    $0.inPart(index, from: steps.lowerBound)
                }
            }
    }

    /// The issues of a part. A part of 96.5 steps has 96 or 97, by its place: a schedule that fits either fits it.
    private func partIssues(_ index: Int, in total: Int, count: Int) -> [ScheduleIssue] {
        guard count > 0 else { return [] }
        let issues = schedules[index].issues(over: count)
        guard !issues.isEmpty, let length = lengths[index] ?? rest(in: total) else { return issues }
        let exact = LengthSum(length).exactSteps(of: total)
        guard exact != exact.rounded() else { return issues }
        let others = [Int(saturating: exact.rounded(.down)), Int(saturating: exact.rounded(.up))].filter { $0 != count }
        return others.contains { $0 > 0 && schedules[index].issues(over: $0).isEmpty } ? [] : issues
    }

    /// The steps that the parts with a length leave.
    private func rest(in total: Int) -> Length? {
        (ends.last?.exactSteps(of: total)).map { .partialSteps(Double(total) - $0) }
    }

    /// Whether validations change any part.
    public var observesValidations: Bool { schedules.contains { $0.observesValidations } }

    /// Takes in the loss of a validation after step `step`.
    public mutating func observe(loss: Double, after step: Int, of total: Int) {
        guard let (part, steps) = locate(step, of: total) else { return }
        inform(&schedules[part], ofLoss: loss, after: step - steps.lowerBound, of: steps.count)
    }
}

extension ScheduleSequence: Equatable {
    /// Equal lengths and schedules. Parts of types that are not `Equatable` are not equal.
    public static func == (first: ScheduleSequence, second: ScheduleSequence) -> Bool {
        first.lengths == second.lengths
            && zip(first.schedules, second.schedules).allSatisfy { areEqual($0, $1) }
    }
}
