import Foundation
import Statistics

/// Decides after each step whether the loss has diverged. It also keeps fastai's average.
///
/// - fastai: the exponential average is above `divergenceFactor` times its lowest value. The average lags, so it
///   notices a divergence late, and a spike at the start early.
/// - recommended: mean log loss over the last ``recentShare`` of the planned steps exceeds that of the start by the
///   logarithm of `divergenceFactor`. The start is ``startShare`` of the steps, at rates too low to learn. A network
///   that only forgets what it has learned has not diverged.
package struct DivergenceJudge {
    /// Share of the planned steps that are the start.
    package static let startShare = 0.1
    /// Share of the planned steps that are looked at: a quarter of a decade of the default range.
    package static let recentShare = 1.0 / 32
    private static let minSteps = 5

    private let finder: LRFinder
    private var average: ExponentialAverage
    private var best = Double.infinity
    private var start = 0.0
    private var recent: [Double] = []
    private var count = 0

    package init(_ finder: LRFinder) {
        self.finder = finder
        average = ExponentialAverage(beta: finder.beta)
    }

    /// fastai's average of the losses so far, with bias correction.
    package var smooth: Double { average.value }

    /// Takes the next loss.
    /// - Returns: whether the loss has diverged.
    package mutating func hasDiverged(at loss: Double) -> Bool {
        average.add(loss)
        best = min(best, average.value)
        if finder.method == .fastai { return average.value > finder.divergenceFactor * best }
        let (starting, recentCount) = (steps(Self.startShare), steps(Self.recentShare))
        let value = log(max(loss, .leastNormalMagnitude))
        count += 1
        if count <= starting {
            start += value / Double(starting)
            return false
        }
        recent.append(value)
        if recent.count > recentCount { recent.removeFirst() }
        guard recent.count == recentCount else { return false }
        return recent.reduce(0, +) / Double(recentCount) > start + log(finder.divergenceFactor)
    }

    private func steps(_ share: Double) -> Int { max(Self.minSteps, Int(share * Double(finder.steps))) }
}
