/// A segment of a schedule's curve: learning rate and momentum move over the same steps.
struct Segment: Sendable, Equatable {
    var annealing: Annealing
    var lr: Interpolation
    /// nil if momentum is left to the optimizer.
    var momentum: Interpolation?

    init(_ annealing: Annealing, lr: Interpolation, momentum: Interpolation? = nil) {
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

/// The ends of a curve's segments, as shares of the steps.
struct SegmentBoundaries: Sendable, Equatable {
    /// The unit of the ends, in which a step is compared with them.
    enum Unit: Sendable, Equatable {
        /// Segment i ends at the position x = t / T = share i. A step on a boundary belongs to the segment after it.
        case positions
        /// Segment i ends at the step floor(share i T). A step on a boundary belongs to the segment after it.
        case wholeSteps
        /// Segment i ends on the step share i T - (i + 1), which need not be whole. The last one ends on the last step.
        /// A step on a boundary belongs to the segment before it.
        case lastSteps
    }

    let unit: Unit
    /// Never falling; the last is 1.
    let shares: [Double]

    /// The segment that `step` is in and the fraction of its way, 0...1; 1 for a segment without length.
    @inline(__always)
    func locate(_ step: Int, of total: Int) -> (segment: Int, fraction: Double) {
        let last = shares.count - 1
        let total = Double(total)
        let place = unit == .positions ? Double(step) / total : Double(step)
        var start = 0.0
        var segment = 0
        while true {
            let share = shares[segment]
            let end: Double
            let isBefore: Bool
            switch unit {
            case .positions:
                end = share
                isBefore = place < end
            case .wholeSteps:
                end = (share * total).rounded(.down)
                isBefore = place < end
            case .lastSteps:
                end = segment == last ? total - 1 : share * total - Double(segment + 1)
                isBefore = place <= end
            }
            if isBefore || segment == last {
                return (segment, end > start ? max(0, min(1, (place - start) / (end - start))) : 1)
            }
            start = end
            segment += 1
        }
    }
}
