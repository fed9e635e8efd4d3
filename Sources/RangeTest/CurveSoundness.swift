import Foundation
import Statistics

extension LRFinderCurve {
    /// The reason why suggestions of fastai's methods from this curve are unreliable; nil if none was found.
    ///
    /// The methods answer for almost any curve, even for noise. The checks, in this order:
    ///
    /// 1. The test ended in its first quarter or rose from the start.
    /// 2. There are fewer points than every method needs.
    /// 3. The rates do not rise.
    /// 4. A spike before the lowest point makes up half of the fall as the average forgets it.
    /// 5. From the first judged point to the lowest, the smoothed loss falls too little. It must fall by more than four
    ///    standard errors of the average at the first point. A spike in the first half must lift the average by less
    ///    than this fall.
    public var issue: LRSuggestionError? {
        let range = judged
        let needed = SuggestionMethod.maxPointsNeeded
        let smooth = points[range].map(\.smooth)
        let made = points.firstIndex { !$0.isFinite } ?? points.count
        if stop != .completed, made < plannedSteps / 4 || (!smooth.isEmpty && smooth.lowest == 0) {
            return .divergedAtOnce
        }
        guard smooth.count >= needed else { return .tooFewPoints(judged: smooth.count, needed: needed) }
        guard points[range].ratesRise else { return .ratesDoNotRise }
        guard LossFall.isThere(smooth) else { return .neverFell }
        let lowest = range.lowerBound + smooth.lowest
        let fall = smooth[0] - smooth[smooth.lowest]
        let early = points[...max(lowest, range.lowerBound + range.count / 2)].map(\.loss)
        let noise = Noise(early)
        let threshold = noise.error(ofAverageAt: range.lowerBound) * 4
        let hasFallen = fall > threshold
        // If the loss has not fallen, the methods may take the forgetting of a spike for a fall.
        let looked = hasFallen ? Array(early[...lowest]) : early
        let limit = hasFallen ? fall / 2 : threshold
        if let spike = noise.spike(looked, readFrom: range.lowerBound, lifting: limit) {
            return .earlySpike(lr: points[spike].lr)
        }
        return hasFallen ? nil : .neverFell
    }
}

/// The noise of single steps' losses.
private struct Noise {
    /// Standard deviation: median of the absolute differences of neighbours, over 0.6745 √2. The few large differences
    /// of a fall or of a spike do not move it.
    private let deviation: Double
    private let middle: Double
    private let beta = LRFinder.defaultBeta

    init(_ losses: [Double]) {
        // Of the middle two, the upper one: it is a value of the curve.
        func middleValue(_ values: [Double]) -> Double { median(values, mean: { $1 }) ?? 0 }
        deviation = middleValue(zip(losses, losses.dropFirst()).map { abs($1 - $0) }) / (0.6745 * 2.0.squareRoot())
        middle = middleValue(losses)
    }

    /// Standard error of the exponential average, which is one of all losses so far, and of fifty at most.
    func error(ofAverageAt place: Int) -> Double { deviation / Double(min(place + 1, 50)).squareRoot() }

    /// The first loss that is far from the others and lifts the average by more than `limit`, when it is read.
    /// - Parameter first: the first place at which the average is read.
    func spike(_ losses: [Double], readFrom first: Int, lifting limit: Double) -> Int? {
        losses.indices.first { place in
            let excess = losses[place] - middle
            let read = max(place, first)
            let weight = (1 - beta) * pow(beta, Double(read - place)) / (1 - pow(beta, Double(read + 1)))
            return excess > 6 * deviation && excess * weight > limit
        }
    }
}
