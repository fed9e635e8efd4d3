/// The record of a learning-rate range test (Smith, arXiv 1506.01186, section 3.3, as fastai runs it).
public struct LRFinderCurve: Sendable, Equatable {
    /// One step of the test.
    public struct Point: Sendable, Equatable {
        /// Learning rate of the step.
        public var lr: Double
        /// Loss of the step.
        public var loss: Double
        /// fastai's exponential average of the losses so far, with bias correction; our own method does not read it.
        public var smooth: Double

        /// A recorded test.
        public init(lr: Double, loss: Double, smooth: Double) {
            self.lr = lr
            self.loss = loss
            self.smooth = smooth
        }

        /// Its values as a list.
        package var numbers: [Double] { [lr, loss, smooth] }

        /// The points of their values, one after the other; nil unless there are three for each.
        package static func list(of numbers: [Double]) -> [Point]? {
            guard numbers.count % 3 == 0 else { return nil }
            return stride(from: 0, to: numbers.count, by: 3).map {
                Point(lr: numbers[$0], loss: numbers[$0 + 1], smooth: numbers[$0 + 2])
            }
        }

        /// Whether it can be read.
        var isFinite: Bool { lr.isFinite && loss.isFinite && smooth.isFinite }
    }

    /// Why the test ended.
    public enum Stop: Sendable, Equatable {
        /// All steps were made.
        case completed
        /// The smoothed loss rose above `factor` times the best one so far (fastai).
        case diverged(factor: Double)
        /// The loss stayed above `factor` times its level at the start.
        case aboveStart(factor: Double)
        /// A loss was not a finite number.
        case nonFinite
    }

    /// In the order of the steps. A test of ours ends before a loss that is not finite; a curve from elsewhere may go
    /// on.
    public var points: [Point]
    /// Why the test ended.
    public var stop: Stop
    /// Learning rates the test was to run over, and its number of steps.
    public var startLR: Double
    /// The rate that would follow the last planned step.
    public var endLR: Double
    /// Number of steps that were planned.
    public var plannedSteps: Int
    /// How the rates are spaced, and which loss this is.
    public var spacing: LRFinder.Spacing
    /// The loss that was recorded.
    public var loss: LRFinder.LossSource
    /// The method whose settings the test had.
    public var method: LRFinder.Method

    /// A recorded test.
    public init(
        points: [Point], stop: Stop, startLR: Double, endLR: Double, plannedSteps: Int,
        spacing: LRFinder.Spacing = .exponential, loss: LRFinder.LossSource = .training,
        method: LRFinder.Method = .recommended
    ) {
        self.points = points
        self.stop = stop
        self.startLR = startLR
        self.endLR = endLR
        self.plannedSteps = plannedSteps
        self.spacing = spacing
        self.loss = loss
        self.method = method
    }

    /// The record of a test, or of the part that was made.
    public init(points: [Point], stop: Stop, of finder: LRFinder) {
        self.init(
            points: points, stop: stop, startLR: finder.startLR, endLR: finder.endLR, plannedSteps: finder.steps,
            spacing: finder.spacing, loss: finder.loss, method: finder.method)
    }

    /// The points that fastai 2 judges. Left out are the first tenth of the planned steps (nothing is learnt yet) and
    /// the last five (the loss diverges). So are all from the first that is not finite.
    public var judged: Range<Int> { judged(from: max(0, plannedSteps) / 10) }

    /// The points that a method judges: `min_grad`, from fastai 1, always leaves out the first ten.
    public func judged(by method: SuggestionMethod) -> Range<Int> { method == .minGrad ? judged(from: 10) : judged }

    private func judged(from start: Int) -> Range<Int> {
        let end = min(points.firstIndex { !$0.isFinite } ?? points.count, points.count - 5)
        return start < end ? start..<end : 0..<0
    }
}
