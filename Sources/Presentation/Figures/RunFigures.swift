import Datasets
package import Training
package import Figures
package import Specs
package import Runs
import Foundation
package import Plotting

/// A run folder's figures, drawn from what it holds, never from memory, so that they can be drawn again without training.
package struct RunFigures {
    private let experiment: RecordedExperiment
    private let writer: FigureWriter
    private let store: DatasetStore

    /// - Parameters:
    ///   - data: where IDX files are; nil: the usual places.
    ///   - output: the folder of all runs, where decoded pictures are kept.
    ///   - size: of the pages; nil: as the spec's medium has it.
    package init(_ experiment: RecordedExperiment, data: String?, output: String, size: Size? = nil) {
        self.experiment = experiment
        writer = FigureWriter(experiment.resolved.spec, size: size)
        store = DatasetStore(
            directory: data, cacheDirectory: RunFolder.cacheFolder(in: output),
            threads: ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Writes every figure that the spec asks for and the folder has the rows for.
    /// - Parameter base: what the paths begin with; nil: the run folder.
    /// - Returns: the files.
    @discardableResult
    package func write(to base: String? = nil) throws -> [String] {
        try experiment.resolved.spec.figures.flatMap { kind -> [String] in
            guard let drawn = try draw(kind) else { return [] }
            return try writer.write(
                drawn.figure, to: base.map { $0 + kind.rawValue } ?? experiment.folder.file(kind.rawValue),
                of: [experiment.resolved], seeds: drawn.seeds, images: drawn.images)
        }
    }

    /// Writes the range test's figure alone, where there is one.
    /// - Returns: the files.
    @discardableResult
    package static func writeFinder(_ resolved: ResolvedSpec, in folder: RunFolder) throws -> [String] {
        guard let finder = folder.finderRecord(of: resolved) else { return [] }
        let writer = FigureWriter(resolved.spec)
        let drawn = draw(finder, of: resolved.spec, writer.theme)
        return try writer.write(
            drawn.figure, to: folder.file(FigureKind.lrFinder.rawValue), of: [resolved], seeds: drawn.seeds,
            images: drawn.images)
    }

    /// A figure with the seeds that it shows, and the images that they were trained on.
    private typealias Drawn = (figure: Figure, seeds: [UInt64], images: ImageHashes?)

    /// nil where the folder has nothing for it.
    private func draw(_ kind: FigureKind) throws -> Drawn? {
        let (spec, theme) = (experiment.resolved.spec, writer.theme)
        let images = experiment.runsInSpecOrder.first?.summary.hashes.images
        if kind == .lrFinder { return experiment.finder.map { Self.draw($0, of: spec, theme) } }
        let runs = experiment.runsInSpecOrder
        guard let first = runs.first else { return nil }
        let (seeds, histories) = (runs.map(\.summary.seed), runs.map(\.history))
        switch kind {
        case .lrFinder: return nil
        case .schedule:
            let steps = first.history.steps
            let figure = try ScheduleFigures.figure(
                of: spec, lr: steps.map(\.lr), momentum: steps.map(\.momentum), weightDecay: steps.map(\.weightDecay),
                stepsPerEpoch: first.history.stepsPerEpoch, theme)
            return (figure, [first.summary.seed], images)
        case .loss:
            let figure = Figure.loss(
                histories, name: spec.name, smoothing: Smoothing(spec.smoothing, first.history),
                firstSeed: first.summary.seed, momentumName: spec.optimizer.momentumName, theme: theme)
            return (figure, seeds, images)
        case .accuracy: return (.accuracy(histories, name: spec.name, theme: theme), seeds, images)
        case .gallery:
            let data = try store.load(spec.data).split
            return (.gallery(of: data.train, name: spec.name, theme: theme), [], images)
        case .mistakes:
            let (data, seed) = (try store.load(spec.data).split, first.summary.seed)
            let predictor = try Predictor(path: experiment.folder.seedFolder(seed))
            let figure = Figure.mistakes(
                try predictor.predict(on: data), on: data.valid, name: spec.name, seed: seed, theme: theme)
            return (figure, [seed], images)
        }
    }

    private static func draw(_ finder: FinderRecord, of spec: ExperimentSpec, _ theme: Theme) -> Drawn {
        let figure = Figure.lrFinder(finder.curves.map(\.curve), name: spec.name, theme: theme)
        return (figure, finder.curves.map(\.seed), finder.images)
    }
}

extension Smoothing {
    /// - Parameter history: gives the length of an epoch; nil: not recorded.
    package init(_ spec: SmoothingSpec, _ history: History?) {
        switch spec {
        case .exponential(let beta): self = .exponential(beta: beta)
        case .window(let fraction):
            self = .window(steps: max(1, Int((fraction * Double(history?.stepsPerEpoch ?? 1)).rounded())))
        }
    }
}
