/// A part of a schedule's curve: both hyperparameters on their way over the same steps.
struct Leg: Sendable, Equatable {
    var annealing: Annealing
    var lr: Ramp
    /// nil where momentum is left to the optimizer.
    var momentum: Ramp?

    init(_ annealing: Annealing, lr: Ramp, momentum: Ramp? = nil) {
        self.annealing = annealing
        self.lr = lr
        self.momentum = momentum
    }

    /// The values at `fraction` p of the way.
    @inline(__always)
    func values(at fraction: Double) -> ScheduledValues {
        let remaining = annealing.remaining(at: fraction)
        return ScheduledValues(
            lr: lr.value(remaining: remaining), momentum: momentum?.value(remaining: remaining))
    }
}

/// When each leg of a curve ends, as a share of the steps.
struct LegEnds: Sendable, Equatable {
    /// What a step is held against.
    enum Count: Sendable, Equatable {
        /// Leg i ends at the position x = t / T = share i. A step on a join belongs to the leg it opens.
        case positions
        /// Leg i ends at the step floor(share i T). A step on a join belongs to the leg it opens.
        case wholeSteps
        /// Leg i ends on the step share i T - (i + 1), a number that need not be whole, and the last one on the last
        /// step. A step on a join belongs to the leg that ends there.
        case lastSteps
    }

    let count: Count
    /// Never falling; the last is 1.
    let shares: [Double]

    /// The leg `step` is in and the fraction of its way, 0...1. A leg without length stands at its end.
    @inline(__always)
    func locate(_ step: Int, of total: Int) -> (leg: Int, fraction: Double) {
        let last = shares.count - 1
        let total = Double(total)
        let place = count == .positions ? Double(step) / total : Double(step)
        var start = 0.0
        var leg = 0
        while true {
            let share = shares[leg]
            let end: Double
            let isBefore: Bool
            switch count {
            case .positions:
                end = share
                isBefore = place < end
            case .wholeSteps:
                end = (share * total).rounded(.down)
                isBefore = place < end
            case .lastSteps:
                end = leg == last ? total - 1 : share * total - Double(leg + 1)
                isBefore = place <= end
            }
            if isBefore || leg == last {
                return (leg, end > start ? max(0, min(1, (place - start) / (end - start))) : 1)
            }
            start = end
            leg += 1
        }
    }
}
