import Text
package import Training

/// The seeds that finished the training without diverging, and the steps of the others. Means of curves, and of the
/// table of epochs, are over these seeds, and labels say so.
package struct SeedOutcomes {
    /// A seed that did not finish.
    struct Ended {
        /// Its place among the histories.
        let place: Int
        /// Steps before its loss was not finite, or all its steps.
        let steps: Int
    }

    /// Number of seeds.
    let count: Int
    /// Places of the seeds that finished and did not diverge.
    let whole: [Int]
    /// The others.
    let ended: [Ended]
    /// Number of these that diverged, as `OutcomeCause` defines it.
    let diverged: Int
    /// Number of seeds that are stuck: they did not learn, and are in the means.
    let stuck: Int

    package init(_ histories: [History]) {
        count = histories.count
        let steps = histories.map(\.steps.count).max() ?? 0
        let epochs = histories.map(\.epochs.count).max() ?? 0
        var (whole, ended): ([Int], [Ended]) = ([], [])
        let outcomes = histories.map(\.outcome)
        for (place, history) in histories.enumerated() {
            let finite = history.steps.firstIndex { !$0.loss.isFinite } ?? history.steps.count
            if finite == steps, history.epochs.count == epochs, outcomes[place] != .diverged {
                whole.append(place)
            } else {
                ended.append(Ended(place: place, steps: finite))
            }
        }
        (self.whole, self.ended) = (whole, ended)
        diverged = outcomes.count { $0 == .diverged }
        stuck = outcomes.count { $0 == .stuck }
    }

    /// Places of the seeds in the means: those that finished; if none did, all of them, until the first stops.
    package var averaged: [Int] { whole.isEmpty ? Array(0..<count) : whole }

    /// Whether the means leave out a seed.
    package var isPartial: Bool { averaged.count < count }

    /// The seeds in the means: "10 seeds", "the 9 of 10 seeds that did not diverge".
    package var seeds: String {
        if ended.isEmpty || whole.isEmpty { return Plural.counted(count, "seed") }
        return
            "the \(whole.count) of \(count) seeds that \(diverged == ended.count ? "did not diverge" : "finished")"
    }

    /// "mean of 10 seeds"
    package func average() -> String { average(nil) }

    /// "mean and 95 % interval of 10 seeds"; for one remaining seed "the 1 of 3 seeds that did not diverge".
    func average(_ spread: Spread?) -> String {
        guard averaged.count > 1 else { return seeds }
        return (spread?.name(seeds: averaged.count).map { "mean and \($0) of " } ?? "mean of ") + seeds
    }

    /// The label of a sign at the end of seeds that stopped early.
    var endKind: String { diverged == ended.count ? "diverged" : "ended early" }

    /// The label of the lines of these seeds.
    var endLabel: String { count > 1 ? "\(endKind), each to its end" : endKind }

    /// How many seeds did not end well: "2 diverged, 1 did not learn"; nil if all completed.
    package var remark: String? {
        let parts = [(diverged, "diverged"), (stuck, "did not learn")].filter { $0.0 > 0 }
        if parts.isEmpty { return nil }
        return parts.map { count > 1 ? "\($0) \($1)" : $1 }.joined(separator: ", ")
    }
}
