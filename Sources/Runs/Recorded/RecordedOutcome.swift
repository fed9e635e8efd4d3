import Datasets
import Specs
import Text
import Training

/// How recorded runs ended, by the one definition of `OutcomeCause`.
extension RunFolder {
    /// A seed's record, whose summary and history say how the run ended by the definition of today.
    /// - Parameters:
    ///   - summary: as the folder has it.
    ///   - spec: the folder's.
    ///   - readsSteps: false to return no steps. Those of older versions are read all the same, to judge them.
    /// - Throws: `StoreError`.
    func judged(
        _ summary: RunSummary, of spec: ExperimentSpec, readsSteps: Bool = true
    ) throws(StoreError) -> RecordedExperiment.Run {
        let isKnown = summary.chance != nil
        var history = try history(seed: summary.seed, readsSteps: readsSteps || !isKnown)
        var summary = summary
        if !isKnown {
            // An older version called a run diverged, and its rows do not show it: a parameter was not finite.
            let cause = OutcomeCause(
                of: history, endsFinite: summary.status != .diverged, chance: ChanceLevel(of: spec.data))
            (summary.status, summary.reason) = (cause?.outcome ?? .completed, cause?.words)
        }
        history.recordedOutcome = summary.status
        if !readsSteps { history.steps = [] }
        return RecordedExperiment.Run(summary: summary, history: history)
    }

    /// How a complete seed ended; nil if its record cannot be read.
    func outcome(seed: UInt64, of resolved: ResolvedSpec) -> Outcome? {
        guard let summary = summary(seed: seed, specHash: resolved.trainingHash) else { return nil }
        return (try? judged(summary, of: resolved.spec, readsSteps: false))?.summary.status
    }
}

extension ChanceLevel {
    /// The level of equally frequent classes: a record without its own is of an older version, and classes were not counted.
    fileprivate init(of data: DataSpec) {
        let images = data.validSplit?.count(of: data.facts.trainCount) ?? data.facts.validCount
        self.init(classes: data.facts.classes, images: images ?? 1)
    }
}

extension OutcomeCause {
    /// The cause in words, after "diverged: " or "stuck: ".
    var words: String {
        switch self {
        case .loss(let step): "the loss was not finite at step \(step)"
        case .validationLoss: "the last validation's loss was not finite"
        case .parameter: "a parameter was not finite at the end"
        case .growth(let end, let start):
            "the training loss ended at \(NumberText.significant(end)), from \(NumberText.significant(start))"
        case .atChance(let accuracy, let chance):
            "it did not learn: validation accuracy \(NumberText.decimals(accuracy, 4)); the most frequent class alone "
                + "gives \(NumberText.decimals(chance, 4))"
        }
    }
}
