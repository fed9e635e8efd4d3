/// lr(t) = lrMin + (lrMax - lrMin) s(t) a(t), momentum(t) = high - (high - low) s(t) a(t)
///
/// Up and down in turns (Smith, arXiv 1506.01186), as PyTorch's `CyclicLR`. With u steps up and d steps down, step t is
/// in cycle n = floor(t / (u + d)). It is r = t - n (u + d) steps into it. The way s(t) is r / u up to r = u,
/// then (u + d - r) / d. The first step trains at `lrMin`, step u at the peak. If u or d is not whole, joins are
/// rounded, halves up. Cycle n begins on the step nearest to n (u + d), and peaks on the step nearest to n (u + d) + u.
public struct Cyclic: Schedule, Equatable {
    /// Peak height a(t) over the cycles.
    public enum Mode: Sendable, Equatable {
        /// a(t) = 1
        case triangular
        /// a(t) = 2^-n
        case triangular2
        /// a(t) = gamma^t, gamma in (0, 1]
        case expRange(gamma: Double)
    }

    /// Learning rate between the peaks, 0...lrMax.
    public let lrMin: Double
    /// Learning rate of the peaks at full height, a(t) = 1; from 0.
    public let lrMax: Double
    /// Peak height over the cycles.
    public let mode: Mode
    private let up: LengthSum
    private let down: LengthSum
    private let lr: Interpolation
    private let momentum: Interpolation?

    /// - Parameters:
    ///   - lrMin: the learning rate between the peaks, 0...lrMax.
    ///   - lrMax: the learning rate of the first peak, from 0.
    ///   - stepUp: length of the way up; a fraction takes at least one step.
    ///   - stepDown: length of the way down; nil: as long as the way up.
    ///   - mode: peak height over the cycles.
    ///   - momentum: its values between the peaks and at the first peak; nil leaves it to the optimizer.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lrMin: Double, lrMax: Double, stepUp: Length, stepDown: Length? = nil, mode: Mode = .triangular,
        momentum: (high: Double, low: Double)? = nil
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr_max", lrMax, in: .notNegative)
        check.lower("lr_min", lrMin, than: lrMax)
        check.require("step_up", stepUp, in: .aboveZero)
        if let stepDown { check.require("step_down", stepDown, in: .aboveZero) }
        if case .expRange(let gamma) = mode { check.require("gamma", gamma, in: .decay) }
        if let momentum { check.momentum(high: momentum.high, low: momentum.low) }
        try check.finish()
        self.lrMin = lrMin
        self.lrMax = lrMax
        self.mode = mode
        up = LengthSum(stepUp)
        down = LengthSum(stepDown ?? stepUp)
        lr = Interpolation(from: lrMax, to: lrMin)
        self.momentum = momentum.map { Interpolation(from: $0.low, to: $0.high) }
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { lrMin...lrMax }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let cycles = cycles(of: total)
        let number = cycles.number(at: step)
        let peak = cycles.step(in: number, at: up.exactStepsAboveZero(of: total))
        let height =
            step <= peak
            ? way(step, from: cycles.start(of: number), to: peak)
            : way(step, from: cycles.start(of: number.addingSaturated(1)), to: peak)
        let remaining = height * amplitude(at: step, cycle: number)
        return ScheduledValues(lr: lr.value(remaining: remaining), momentum: momentum?.value(remaining: remaining))
    }

    /// The share of the way from a cycle's end to its peak that `step` has reached, 0...1.
    @inline(__always)
    private func way(_ step: Int, from end: Int, to peak: Int) -> Double {
        end == peak ? 1 : max(0, min(1, Double(step - end) / Double(peak - end)))
    }

    /// a(t)
    @inline(__always)
    private func amplitude(at step: Int, cycle: Int) -> Double {
        switch mode {
        case .triangular: 1
        case .triangular2: powerOfTwo(-min(cycle, 1100))
        case .expRange(let gamma): raise(gamma, to: Double(step))
        }
    }

    /// The ways up and down.
    @inline(__always)
    private func cycles(of total: Int) -> Repeats {
        Repeats(length: up.exactStepsAboveZero(of: total) + down.exactStepsAboveZero(of: total))
    }

    /// "up" and "down" in turns; the step at a peak belongs to the way down.
    public func phases(of total: Int) -> [Phase] {
        let (cycles, up) = (cycles(of: total), up.exactStepsAboveZero(of: total))
        guard total > 0, cycles.number(at: total - 1) < Phase.maxCount / 2 else { return [] }
        var phases: [Phase] = []
        for number in 0...cycles.number(at: total - 1) {
            let start = cycles.start(of: number)
            let peak = min(total, cycles.step(in: number, at: up))
            let end = min(total, cycles.start(of: number + 1))
            if peak > start { phases.append(Phase(name: "up", steps: start..<peak)) }
            if end > peak { phases.append(Phase(name: "down", steps: peak..<end)) }
        }
        return phases
    }

    /// `.cut` if the training ends within a cycle; `.tooLong` if it ends within the first.
    public func issues(over total: Int) -> [ScheduleIssue] {
        let cycles = cycles(of: total)
        let first = cycles.start(of: 1)
        if first > total {
            return [ScheduleIssue("step_up", .tooLong(length: first, with: "the way down", total: total))]
        }
        let last = cycles.number(at: total - 1)
        let steps = cycles.start(of: last)..<cycles.start(of: last.addingSaturated(1))
        return steps.upperBound > total ? [ScheduleIssue(.cut(cycle: steps, end: total))] : []
    }
}
