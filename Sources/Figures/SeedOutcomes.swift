import Text
import Training

/// Which seeds got to the end of the training, and where the others stopped: a mean of several seeds is one of those
/// that it has a value of, and says so.
struct SeedOutcomes {
    /// A seed that did not get to the end.
    struct Ended {
        /// Its place among the histories.
        let place: Int
        /// Steps before its loss was no longer finite, or that it has.
        let steps: Int
    }

    /// How many seeds there are.
    let count: Int
    /// Places of the seeds that got to the end, their losses finite.
    let whole: [Int]
    /// The others.
    let ended: [Ended]
    /// How many of those have a loss that is not finite.
    let diverged: Int

    init(_ histories: [History]) {
        self.init(losses: histories.map { $0.steps.map(\.loss) }, epochs: histories.map(\.epochs.count))
    }

    /// - Parameters:
    ///   - losses: step by step, a row a seed.
    ///   - epochs: how many each seed has.
    init(losses: [[Double]], epochs: [Int]) {
        count = losses.count
        let steps = losses.map(\.count).max() ?? 0
        let most = epochs.max() ?? 0
        var (whole, ended, diverged): ([Int], [Ended], Int) = ([], [], 0)
        for (place, losses) in losses.enumerated() {
            let finite = losses.firstIndex { !$0.isFinite } ?? losses.count
            if finite < losses.count { diverged += 1 }
            if finite == steps, epochs[place] == most {
                whole.append(place)
            } else {
                ended.append(Ended(place: place, steps: finite))
            }
        }
        (self.whole, self.ended, self.diverged) = (whole, ended, diverged)
    }

    /// Places of the seeds that means are made of: those that got to the end; all, until the first ends, where none did.
    var averaged: [Int] { whole.isEmpty ? Array(0..<count) : whole }

    /// Those that means are made of: "10 seeds", "the 9 of 10 seeds that did not diverge".
    var seeds: String {
        if ended.isEmpty || whole.isEmpty { return Plural.counted(count, "seed") }
        return
            "the \(whole.count) of \(count) seeds that \(diverged == ended.count ? "did not diverge" : "got to the end")"
    }

    /// "mean and min–max of 10 seeds"; of a single one that is left: "the 1 of 3 seeds that did not diverge".
    func average(_ spread: Spread? = nil) -> String {
        guard averaged.count > 1 else { return seeds }
        return (spread.map { "mean and \($0.name) of " } ?? "mean of ") + seeds
    }

    /// What the legend says of the seeds that are drawn to their end.
    var endLabel: String {
        let kind = diverged == ended.count ? "diverged" : "ended early"
        return count > 1 ? "\(kind), each to its end" : kind
    }
}
