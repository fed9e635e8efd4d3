/// Where two schedules differ in a training of T steps.
///
/// Values a and b are the same where |a - b| <= 1e-12 max(|a|, |b|): curves that are one in two notations differ by
/// roundings, those of two libraries by far more. Momentum that one schedule moves and the other does not is a difference
/// without a size.
public struct ScheduleDifference: Sendable, Equatable {
    /// A step and what each schedule says there.
    public struct Gap: Sendable, Equatable {
        public let step: Int
        public let first: Double
        public let second: Double
        /// |first - second|
        public var size: Double { abs(first - second) }

        public init(step: Int, first: Double, second: Double) {
            self.step = step
            self.first = first
            self.second = second
        }
    }

    /// The sum of each schedule's learning rate over the steps.
    public struct Areas: Sendable, Equatable {
        public fileprivate(set) var first = 0.0
        public fileprivate(set) var second = 0.0
    }

    /// One hyperparameter.
    public struct Comparison: Sendable, Equatable {
        /// The first step that differs; nil: none.
        public fileprivate(set) var firstStep: Int?
        /// The first of the largest differences; nil: none, or none with a size.
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
    public let lr: Comparison
    public let momentum: Comparison
    public let weightDecay: Comparison
    public let areas: Areas

    /// The first step that differs in anything; nil: none.
    public var firstStep: Int? { [lr.firstStep, momentum.firstStep, weightDecay.firstStep].compactMap(\.self).min() }

    /// - Throws: what the schedules throw.
    public init(_ first: any Schedule, _ second: any Schedule, over total: Int) throws(ScheduleError) {
        var (lr, momentum, weightDecay) = (Comparison(), Comparison(), Comparison())
        var areas = Areas()
        for step in 0..<max(0, total) {
            let (a, b) = (try first.values(at: step, of: total), try second.values(at: step, of: total))
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
