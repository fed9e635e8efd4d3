public import Statistics

/// Two one-sided tests of equality within a margin (Schuirmann, 1987).
///
/// Arms are equal within the margin if the mean difference is above -margin and below margin, each shown at the level
/// alpha / tests. That is so if the interval with the confidence 1 - 2 alpha / tests lies within the margin. Choose the
/// margin before you see results.
public struct Equivalence: Sendable, Equatable, Codable {
    /// The largest difference that does not matter: a share for accuracies, nats for losses.
    public let margin: Double
    /// 1 - 2 alpha / tests.
    public let confidence: Double
    /// Of the difference, with that confidence; nil if the pairs have none.
    public let interval: MeanInterval?
    /// Whether equality within the margin is shown.
    public let isShown: Bool

    /// - Parameter interval: with `confidence`. Without one nothing is shown, not even by equal pairs.
    init(margin: Double, confidence: Double, interval: MeanInterval?) {
        self.margin = margin
        self.confidence = confidence
        self.interval = interval
        isShown = interval.map { $0.low > -margin && $0.high < margin } ?? false
    }

    /// The same of the second arm's advantage.
    var mirrored: Equivalence { Equivalence(self, interval: interval?.mirrored) }

    private init(_ other: Equivalence, interval: MeanInterval?) {
        margin = other.margin
        confidence = other.confidence
        self.interval = interval
        isShown = other.isShown
    }
}
