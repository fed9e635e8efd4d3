#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lrMin + (lrMax - lrMin) s(t) a(t): up and down in turns (Smith, arXiv 1506.01186), as PyTorch's `CyclicLR`.
///
/// With u and d steps up and down, n = floor(t / (u + d)) the cycle and r what is left of t, s is r/u up to r = u and
/// (u + d - r)/d from there. Momentum is high - (high - low) s(t) a(t). The first step trains at `lrMin`, step u at
/// the peak. Where u and d are not whole, cycle n begins on the step nearest to n (u + d) and peaks on the one nearest to
/// n (u + d) + u, halves up.
public struct Cyclic: Schedule, Equatable {
    /// What becomes of the height of the cycles.
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
    /// Learning rate of the peaks at their full height, a(t) = 1, from 0.
    public let lrMax: Double
    public let mode: Mode
    private let up: LengthSum
    private let down: LengthSum
    private let lr: Ramp
    private let momentum: Ramp?

    /// - Parameters:
    ///   - stepUp: length of the way up; a share is one step at least.
    ///   - stepDown: length of the way down; nil: as long as the way up.
    ///   - momentum: its value between the peaks and at the first one; nil leaves it to the optimizer.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lrMin: Double, lrMax: Double, stepUp: Length, stepDown: Length? = nil, mode: Mode = .triangular,
        momentum: (high: Double, low: Double)? = nil
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr_max", lrMax)
        check.lower("lr_min", lrMin, than: lrMax)
        check.lengthAboveZero("step_up", stepUp)
        if let stepDown { check.lengthAboveZero("step_down", stepDown) }
        if case .expRange(let gamma) = mode { check.decay("gamma", gamma) }
        if let momentum { check.momentum(high: momentum.high, low: momentum.low) }
        try check.finish()
        self.lrMin = lrMin
        self.lrMax = lrMax
        self.mode = mode
        up = LengthSum(stepUp)
        down = LengthSum(stepDown ?? stepUp)
        lr = Ramp(from: lrMax, to: lrMin)
        self.momentum = momentum.map { Ramp(from: $0.low, to: $0.high) }
    }

    public var lrRange: ClosedRange<Double> { lrMin...lrMax }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
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

    /// How far `step` is on the way from a cycle's end to its peak, 0...1.
    @inline(__always)
    private func way(_ step: Int, from end: Int, to peak: Int) -> Double {
        end == peak ? 1 : max(0, min(1, Double(step - end) / Double(peak - end)))
    }

    /// a(t)
    @inline(__always)
    private func amplitude(at step: Int, cycle: Int) -> Double {
        switch mode {
        case .triangular: 1
        case .triangular2: scalbn(1, -min(cycle, 1100))
        case .expRange(let gamma): pow(gamma, Double(step))
        }
    }

    /// The ways up and down.
    @inline(__always)
    private func cycles(of total: Int) -> Repeats {
        Repeats(length: up.exactStepsAboveZero(of: total) + down.exactStepsAboveZero(of: total))
    }

    /// The ways up and down in turns; a step at a peak belongs to the way down.
    public func phases(of total: Int) -> [Phase] {
        let (cycles, up) = (cycles(of: total), up.exactStepsAboveZero(of: total))
        guard total > 0, cycles.number(at: total - 1) < Phase.most / 2 else { return [] }
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

    /// `.cut` where the training ends within a cycle; `.tooLong` where it does so within the first.
    public func misfits(in total: Int) -> [Misfit] {
        let cycles = cycles(of: total)
        let first = cycles.start(of: 1)
        if first > total { return [Misfit("step_up", .tooLong(length: first, with: "the way down", total: total))] }
        let last = cycles.number(at: total - 1)
        let steps = cycles.start(of: last)..<cycles.start(of: last.addingSaturated(1))
        return steps.upperBound > total ? [Misfit(.cut(cycle: steps, end: total))] : []
    }
}
