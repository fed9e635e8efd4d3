/// The steps at which two schedules differ in a training of T steps, and by how much.
///
/// Values a and b are the same if |a - b| <= 1e-12 max(|a|, |b|). One curve in two notations differs by rounding; the
/// curves of two libraries differ by far more. Momentum that only one of the schedules moves is a difference without a size.
public struct ScheduleDifference: Sendable, Equatable {
    /// A step and both schedules' values there.
    public struct Gap: Sendable, Equatable {
        /// From 0.
        public let step: Int
        /// The first schedule's value.
        public let first: Double
        /// The second schedule's value.
        public let second: Double
        /// |first - second|
        public var size: Double { abs(first - second) }

        /// Both values at `step`.
        public init(step: Int, first: Double, second: Double) {
            self.step = step
            self.first = first
            self.second = second
        }
    }

    /// The sum of each schedule's learning rate over the steps.
    public struct Areas: Sendable, Equatable {
        /// Of the first schedule.
        public fileprivate(set) var first = 0.0
        /// Of the second schedule.
        public fileprivate(set) var second = 0.0
    }

    /// One hyperparameter.
    public struct Comparison: Sendable, Equatable {
        /// The first step that differs; nil: none.
        public fileprivate(set) var firstStep: Int?
        /// The largest difference, the first of equals; nil: none has a size.
        public fileprivate(set) var largest: Gap?

        fileprivate mutating func add(_ first: Double?, _ second: Double?, at step: Int) {
            switch (first, second) {
            case (nil, nil): return
            case (let first?, let second?):
                let size = abs(first - second)
                guard size > 1e-12 * max(abs(first), abs(second)) else { return }
                if size > largest?.size ?? 0 { largest = Gap(step: step, first: first, second: second) }
            default: break
            }
            firstStep = firstStep ?? step
        }
    }

    /// T
    public let total: Int
    /// Learning rates.
    public let lr: Comparison
    /// Momenta (Adam: beta1).
    public let momentum: Comparison
    /// Weight decays.
    public let weightDecay: Comparison
    /// Sums of the learning rates.
    public let areas: Areas

    /// The first step that differs in anything; nil: none.
    public var firstStep: Int? { [lr.firstStep, momentum.firstStep, weightDecay.firstStep].compactMap(\.self).min() }

    /// Compares the values of every step of a training of `total` steps.
    public init(_ first: any Schedule, _ second: any Schedule, over total: Int) {
        var (lr, momentum, weightDecay) = (Comparison(), Comparison(), Comparison())
        var areas = Areas()
        for step in 0..<max(0, total) {
            let (a, b) = (first.formula(at: step, of: total), second.formula(at: step, of: total))
            lr.add(a.lr, b.lr, at: step)
            momentum.add(a.momentum, b.momentum, at: step)
            weightDecay.add(a.weightDecay, b.weightDecay, at: step)
            areas.first += a.lr
            areas.second += b.lr
        }
        self.total = total
        (self.lr, self.momentum, self.weightDecay, self.areas) = (lr, momentum, weightDecay, areas)
    }
}
