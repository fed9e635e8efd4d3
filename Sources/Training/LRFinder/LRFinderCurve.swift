/// What a learning-rate range test recorded (Smith, arXiv 1506.01186, section 3.3, as fastai runs it).
public struct LRFinderCurve: Sendable, Equatable {
    /// One step of the test.
    public struct Point: Sendable, Equatable {
        /// Learning rate of the step.
        public var lr: Double
        /// Loss of the step's batch, as measured before its update.
        public var loss: Double
        /// Exponential average of the losses so far, with bias correction.
        public var smooth: Double

        public init(lr: Double, loss: Double, smooth: Double) {
            self.lr = lr
            self.loss = loss
            self.smooth = smooth
        }
    }

    /// Why the test ended.
    public enum Stop: Sendable, Equatable {
        /// All steps were made.
        case completed
        /// The smoothed loss rose above `factor` times the best one so far.
        case diverged(factor: Double)
        /// A loss was not a finite number (that step is not among the points).
        case nonFinite
    }

    public var points: [Point]
    public var stop: Stop
    /// Learning rates the test was to run over, and its number of steps.
    public var startLR: Double
    public var endLR: Double
    public var plannedSteps: Int

    public init(points: [Point], stop: Stop, startLR: Double, endLR: Double, plannedSteps: Int) {
        self.points = points
        self.stop = stop
        self.startLR = startLR
        self.endLR = endLR
        self.plannedSteps = plannedSteps
    }

    /// The points that suggestions look at, as fastai 2 chooses them: the first tenth of the planned steps, where nothing
    /// is learnt yet, and the last five, where the loss diverges, are left out.
    public var judged: ArraySlice<Point> {
        let start = plannedSteps / 10
        let end = points.count - 5
        return start < end ? points[start..<end] : []
    }

    /// The judged point with the lowest smoothed loss; nil where too little was recorded.
    public var lowest: Point? {
        judged.min { $0.smooth < $1.smooth }
    }

    /// fastai's suggestion "minimum / 10": a tenth of the learning rate at the lowest smoothed loss.
    public var minimumSuggestion: Double? {
        lowest.map { $0.lr / 10 }
    }
}
