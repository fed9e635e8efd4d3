public import Statistics
public import Training

/// One arm of a comparison for drawing its curves. Its place among the arms sets its colour, dashes and marker.
public struct ArmHistories: Sendable {
    /// The name in the legend.
    public var name: String
    /// One per seed, raw; lengths may differ, and values may be non-finite.
    public var histories: [History]
    /// The smoothing of curves of training batches.
    public var smoothing: Smoothing
    /// Number of runs among the histories that diverged, which histories do not always show.
    public var diverged: Int
    /// Number of diverged runs that the histories leave out.
    public var omitted: Int

    /// One arm.
    public init(
        name: String, histories: [History], smoothing: Smoothing = .default, diverged: Int = 0, omitted: Int = 0
    ) {
        self.name = name
        self.histories = histories
        self.smoothing = smoothing
        self.diverged = diverged
        self.omitted = omitted
    }

    /// The averages of values of one history's steps.
    func smoothed(_ values: [Double], areLosses: Bool) -> [Double] {
        smoothing.averages(of: values, steps: steps, stepsPerEpoch: histories.stepsPerEpoch, areLosses: areLosses)
    }

    /// "centred mean of 20 steps"
    var smoothingLabel: String { smoothing.label(steps: steps, stepsPerEpoch: histories.stepsPerEpoch) }

    /// Steps of the longest history.
    private var steps: Int { histories.map(\.steps.count).max() ?? 0 }
}
