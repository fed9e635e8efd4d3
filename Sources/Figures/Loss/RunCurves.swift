public import Statistics
public import Training

/// The histories of a run's seeds, and how their curves are smoothed.
public struct RunCurves: Sendable {
    /// One per seed; lengths may differ.
    public var histories: [History]
    /// Of all curves by step.
    public var smoothing: Smoothing

    /// The histories of seeds.
    public init(_ histories: [History], smoothing: Smoothing = .default) {
        self.histories = histories
        self.smoothing = smoothing
    }

    /// Steps of the longest history.
    var length: Int { histories.map(\.steps.count).max() ?? 0 }

    /// The smoothing in words, for legends and captions.
    var words: String { smoothing.label(steps: length, stepsPerEpoch: histories.stepsPerEpoch) }

    /// The smoothed values of one seed.
    /// - Parameter values: by step.
    func smoothed(_ values: [Double], areLosses: Bool) -> [Double] {
        smoothing.averages(of: values, steps: length, stepsPerEpoch: histories.stepsPerEpoch, areLosses: areLosses)
    }
}
