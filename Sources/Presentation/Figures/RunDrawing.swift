import Figures
import Optimizers
package import Plotting
package import Runs
package import Specs
package import Training

/// The figures of one recorded run. Each is nil if the run recorded nothing for it.
package struct RunDrawing {
    private let spec: ExperimentSpec
    private let seeds: [UInt64]
    private let histories: [History]
    private let finder: FinderRecord?

    /// - Parameters:
    ///   - seeds: those of `histories`.
    ///   - histories: one per seed.
    ///   - finder: the range test of the spec.
    package init(_ spec: ExperimentSpec, seeds: [UInt64], histories: [History], finder: FinderRecord?) {
        self.spec = spec
        self.seeds = seeds
        self.histories = histories
        self.finder = finder
    }

    private var curves: RunCurves { RunCurves(histories, smoothing: spec.smoothing) }

    /// Loss, accuracy, learning rate and momentum by step, averaged as the spec says.
    package func loss(_ theme: Theme) -> Figure? {
        guard !histories.isEmpty, let seed = seeds.first else { return nil }
        return .loss(
            histories, name: spec.name, smoothing: spec.smoothing, firstSeed: seed,
            momentumName: spec.optimizer.momentumName, theme: theme)
    }

    /// Validation accuracy by epoch.
    package func accuracy(_ theme: Theme) -> Figure? {
        histories.isEmpty ? nil : .accuracy(histories, name: spec.name, theme: theme)
    }

    /// Loss by the learning rate in force.
    package func lossByRate(_ theme: Theme) -> Figure? {
        histories.isEmpty ? nil : .lossByRate(curves, name: spec.name, theme: theme)
    }

    /// The gap between validation and training by epoch; nil without validations.
    package func gap(_ theme: Theme) -> Figure? {
        guard histories.contains(where: { !$0.epochs.isEmpty }) else { return nil }
        return .gap(curves, name: spec.name, theme: theme)
    }

    /// Learning rate and momentum of the first seed as a path; nil without momentum.
    package func rateMomentum(_ theme: Theme) -> Figure? {
        histories.first.flatMap {
            .rateMomentum($0, name: spec.name, momentumName: spec.optimizer.momentumName, theme: theme)
        }
    }

    /// The curve of every seed.
    package func seeds(_ theme: Theme) -> Figure? {
        histories.isEmpty ? nil : .seeds(curves, seeds: seeds, name: spec.name, theme: theme)
    }

    /// The schedule that the first seed was trained with.
    /// - Throws: `ScheduleError`.
    package func schedule(_ theme: Theme) throws -> Figure? {
        guard let history = histories.first else { return nil }
        let steps = history.steps
        return try ScheduleFigures.figure(
            of: spec, lr: steps.map(\.lr), momentum: steps.map(\.momentum), weightDecay: steps.map(\.weightDecay),
            stepsPerEpoch: history.stepsPerEpoch, theme)
    }

    /// The curves of the range test.
    package func lrFinder(_ theme: Theme) -> Figure? {
        finder.map { .lrFinder($0.curves.map(\.curve), name: spec.name, theme: theme) }
    }
}
