/// A part of a schedule: both hyperparameters on their way over the same steps.
public struct Phase: Sendable, Equatable {
    /// What a figure calls it: "warm-up".
    public var name: String
    /// Its share of the steps, 0...1.
    public var share: Double
    public var lr: Ramp
    /// nil where momentum is left to the optimizer.
    public var momentum: Ramp?

    public init(name: String, share: Double, lr: Ramp, momentum: Ramp?) {
        self.name = name
        self.share = share
        self.lr = lr
        self.momentum = momentum
    }
}

/// Phases one after the other over positions x in 0...1. A join belongs to the phase it opens; phases without length are
/// never entered.
struct PhaseSequence: Sendable, Equatable {
    let phases: [Phase]

    /// values(x) = those of the phase with start <= x < start + share, at (x - start) / share of its way
    func values(at position: Double) -> ScheduledValues {
        var start = 0.0
        for (index, phase) in phases.enumerated() where phase.share > 0 {
            let isLast = !phases[(index + 1)...].contains { $0.share > 0 }
            let end = start + phase.share
            if position < end || isLast {
                let fraction = min(1, (position - start) / phase.share)
                return ScheduledValues(
                    lr: phase.lr.value(at: fraction), momentum: phase.momentum?.value(at: fraction))
            }
            start = end
        }
        return ScheduledValues(lr: phases.last?.lr.end ?? 0, momentum: phases.last?.momentum?.end)
    }
}
