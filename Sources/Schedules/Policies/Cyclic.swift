#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lrMin + (lrMax - lrMin) s(t) a(t): up and down in turns (Smith, arXiv 1506.01186), as PyTorch's `CyclicLR`.
///
/// With u and d steps up and down, n = floor(t / (u + d)) the cycle and r what is left of t, s is r/u up to r = u and
/// (u + d - r)/d from there. Momentum is high - (high - low) s(t) a(t). The first step trains at `lrMin`, step u at
/// the peak.
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
    /// Learning rate of the first peak, above 0.
    public let lrMax: Double
    public let mode: Mode
    private let up: Length
    private let down: Length
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
        check.positive("lr_max", lrMax)
        check.lower("lr_min", lrMin, than: lrMax)
        check.lengthAboveZero("step_up", stepUp)
        if let stepDown { check.lengthAboveZero("step_down", stepDown) }
        if case .expRange(let gamma) = mode { check.decay("gamma", gamma) }
        if let momentum { check.momentum(high: momentum.high, low: momentum.low) }
        try check.finish()
        self.lrMin = lrMin
        self.lrMax = lrMax
        self.mode = mode
        up = stepUp
        down = stepDown ?? stepUp
        lr = Ramp(from: lrMax, to: lrMin)
        self.momentum = momentum.map { Ramp(from: $0.low, to: $0.high) }
    }

    public var lrRange: ClosedRange<Double> { lrMin...lrMax }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let (up, down, cycle) = lengths(of: total)
        let (number, rest) = step.quotientAndRemainder(dividingBy: cycle)
        let height = rest <= up ? Double(rest) / Double(up) : Double(cycle - rest) / Double(down)
        let remaining = height * amplitude(at: step, cycle: number)
        return ScheduledValues(lr: lr.value(remaining: remaining), momentum: momentum?.value(remaining: remaining))
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

    @inline(__always)
    private func lengths(of total: Int) -> (up: Int, down: Int, cycle: Int) {
        let (up, down) = (up.stepsAboveZero(of: total), down.stepsAboveZero(of: total))
        return (up, down, up.addingSaturated(down))
    }

    /// The ways up and down in turns; a step at a peak belongs to the way down.
    public func phases(of total: Int) -> [Phase] {
        let (up, _, cycle) = lengths(of: total)
        guard total > 0, total / cycle < Phase.most / 2 else { return [] }
        var phases: [Phase] = []
        var start = 0
        while start < total {
            let peak = min(total, start.addingSaturated(up))
            let end = min(total, start.addingSaturated(cycle))
            phases.append(Phase(name: "up", steps: start..<peak))
            if end > peak { phases.append(Phase(name: "down", steps: peak..<end)) }
            start = end
        }
        return phases
    }

    /// `.cut` where the training ends within a cycle; `.tooLong` where it does so within the first.
    public func fit(in total: Int) -> Fit {
        let (_, _, cycle) = lengths(of: total)
        guard cycle <= total else { return .tooLong(length: cycle, total: total) }
        let start = total / cycle * cycle
        return start == total ? .whole : .cut(cycle: start..<start.addingSaturated(cycle), end: total)
    }
}
