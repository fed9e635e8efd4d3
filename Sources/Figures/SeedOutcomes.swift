import Text
import Training

/// The seeds that finished the training, and where the others stopped. Means are over the seeds that finished, and
/// labels say so.
struct SeedOutcomes {
    /// A seed that did not finish.
    struct Ended {
        /// Its place among the histories.
        let place: Int
        /// Steps before its loss became non-finite, or all its steps.
        let steps: Int
    }

    /// Number of seeds.
    let count: Int
    /// Places of the seeds that finished with finite losses.
    let whole: [Int]
    /// The others.
    let ended: [Ended]
    /// Number of these with a loss that is not finite.
    let diverged: Int

    init(_ histories: [History]) {
        self.init(losses: histories.map { $0.steps.map(\.loss) }, epochs: histories.map(\.epochs.count))
    }

    /// - Parameters:
    ///   - losses: by step, one row per seed.
    ///   - epochs: the number of epochs of each seed.
    init(losses: [[Double]], epochs: [Int]) {
        count = losses.count
        let steps = losses.map(\.count).max() ?? 0
        let maxEpochs = epochs.max() ?? 0
        var (whole, ended, diverged): ([Int], [Ended], Int) = ([], [], 0)
        for (place, losses) in losses.enumerated() {
            let finite = losses.firstIndex { !$0.isFinite } ?? losses.count
            if finite < losses.count { diverged += 1 }
            if finite == steps, epochs[place] == maxEpochs {
                whole.append(place)
            } else {
                ended.append(Ended(place: place, steps: finite))
            }
        }
        (self.whole, self.ended, self.diverged) = (whole, ended, diverged)
    }

    /// Places of the seeds in the means: those that finished; if none did, all of them, until the first stops.
    var averaged: [Int] { whole.isEmpty ? Array(0..<count) : whole }

    /// The seeds in the means: "10 seeds", "the 9 of 10 seeds that did not diverge".
    var seeds: String {
        if ended.isEmpty || whole.isEmpty { return Plural.counted(count, "seed") }
        return
            "the \(whole.count) of \(count) seeds that \(diverged == ended.count ? "did not diverge" : "finished")"
    }

    /// "mean and 95 % interval of 10 seeds"; for one remaining seed "the 1 of 3 seeds that did not diverge".
    func average(_ spread: Spread? = nil) -> String {
        guard averaged.count > 1 else { return seeds }
        return (spread?.name(seeds: averaged.count).map { "mean and \($0) of " } ?? "mean of ") + seeds
    }

    /// The label of the seeds that stopped early.
    var endLabel: String {
        let kind = diverged == ended.count ? "diverged" : "ended early"
        return count > 1 ? "\(kind), each to its end" : kind
    }
}
