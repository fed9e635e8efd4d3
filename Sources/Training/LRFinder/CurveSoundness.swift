import Foundation

extension LRFinderCurve {
    /// Why nothing that is read off this curve is to be relied on; nil where nothing speaks against it.
    ///
    /// The methods have an answer for almost any curve, for noise too. Looked for, in this order: a test that ended in its
    /// first quarter or rose from the start; fewer points than every method needs; rates that do not rise; a spike before
    /// the lowest point, the forgetting of which makes up half of the fall; a fall of the smoothed loss, from the first
    /// judged point to the lowest, of no more than four standard errors of the average at that first point (or, where a
    /// spike in the first half lifts the average by more, that spike).
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
        // Where it has not fallen, what rises and is forgotten later may be what the methods take for a fall.
        let looked = hasFallen ? Array(early[...lowest]) : early
        let limit = hasFallen ? fall / 2 : threshold
        if let spike = noise.spike(looked, readFrom: range.lowerBound, lifting: limit) {
            return .earlySpike(lr: points[spike].lr)
        }
        return hasFallen ? nil : .neverFell
    }
}

/// How noisy the losses of single steps are.
private struct Noise {
    /// Standard deviation: median of the absolute differences of neighbours, over 0.6745 √2, which the few large ones
    /// of a fall or of a spike do not move.
    private let deviation: Double
    private let middle: Double
    private let beta = LRFinder.defaultBeta

    init(_ losses: [Double]) {
        deviation = Self.median(zip(losses, losses.dropFirst()).map { abs($1 - $0) }) / (0.6745 * 2.0.squareRoot())
        middle = Self.median(losses)
    }

    /// Standard error of the exponential average, which is one of all losses so far, and of fifty at most.
    func error(ofAverageAt place: Int) -> Double { deviation / Double(min(place + 1, 50)).squareRoot() }

    /// The first loss that is far from the others and lifts the average by more than `limit`, when it is read.
    /// - Parameter first: the first place where the average is read.
    func spike(_ losses: [Double], readFrom first: Int, lifting limit: Double) -> Int? {
        losses.indices.first { place in
            let excess = losses[place] - middle
            let read = max(place, first)
            let weight = (1 - beta) * pow(beta, Double(read - place)) / (1 - pow(beta, Double(read + 1)))
            return excess > 6 * deviation && excess * weight > limit
        }
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}
