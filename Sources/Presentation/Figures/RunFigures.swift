import Datasets
import DigitDrawing
package import FigureFiles
import Figures
import Foundation
package import Plotting
package import Runs
package import Specs

/// Draws the figures of a run folder from its files alone, so that they can be drawn again without training.
package struct RunFigures {
    private let experiment: RecordedExperiment
    private let drawing: RunDrawing
    private let writer: FigureWriter
    private let store: DatasetStore
    private let console: Console
    private let observer: (any RunObserver)?

    /// - Parameters:
    ///   - data: the folder of IDX files; nil: the default places.
    ///   - output: the folder of all runs, which also caches decoded pictures.
    ///   - changes: the call's changes of each figure.
    ///   - console: for warnings about missing glyphs.
    ///   - observer: receives an event for files that make room; nil: the console shows it.
    package init(
        _ experiment: RecordedExperiment, data: String?, output: String, changes: FigureChanges = .none,
        console: Console, observer: (any RunObserver)? = nil
    ) {
        self.experiment = experiment
        self.console = console
        self.observer = observer
        let runs = experiment.runsInSpecOrder
        drawing = RunDrawing(
            experiment.resolved.spec, seeds: runs.map(\.summary.seed), histories: runs.map(\.history),
            finder: experiment.finder)
        writer = FigureWriter(experiment.resolved.spec, changes: changes, console: console)
        store = DatasetStore(
            directory: data, cacheDirectory: RunFolder.cacheFolder(in: output), drawer: CairoDigitDrawer(),
            threads: ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Writes every figure of the spec that the folder has the data for.
    /// - Parameter base: the start of the paths; nil: the run folder.
    /// - Returns: the paths of the files.
    @discardableResult
    package func write(to base: String? = nil) throws -> [String] {
        let spec = experiment.resolved.spec
        return try spec.figures.flatMap { try write($0, as: spec.formats, to: base ?? experiment.folder.file("")) }
    }

    /// Writes one figure, if the folder has the data for it.
    /// - Parameters:
    ///   - base: the start of the paths.
    ///   - prepare: called before something is written.
    /// - Returns: the paths of the files.
    package func write(
        _ kind: FigureKind, as formats: [FigureFormat], to base: String, after prepare: () throws -> Void = {}
    ) throws -> [String] {
        guard !formats.isEmpty, let drawn = try draw(kind) else { return [] }
        try prepare()
        if base == experiment.folder.file("") { try makeRoom(for: formats.map { "\(kind.rawValue).\($0.rawValue)" }) }
        return try writer.write(
            drawn.figure, to: base + kind.rawValue, of: [experiment.resolved], seeds: drawn.seeds,
            images: drawn.images, as: formats)
    }

    /// Moves files of the run folder that are no figures of the program to the history.
    private func makeRoom(for names: [String]) throws {
        guard let moved = try experiment.folder.moveForeignFiles(names) else { return }
        let name = experiment.resolved.spec.name
        if let observer {
            observer.receive(.moved(name: name, moved))
        } else {
            console.message(MovedText.line(name, moved))
        }
    }

    /// A figure with the seeds that it shows, and the images that they were trained on.
    private typealias Drawn = (figure: Figure, seeds: [UInt64], images: ImageHashes?)

    /// nil if the folder has no data for it.
    private func draw(_ kind: FigureKind) throws -> Drawn? {
        let (spec, theme, runs) = (experiment.resolved.spec, writer.theme, experiment.runsInSpecOrder)
        let images = runs.first?.summary.hashes.images
        let seeds = runs.map(\.summary.seed)
        switch kind {
        case .lrFinder:
            let finder = experiment.finder
            return drawing.lrFinder(theme).map { ($0, finder?.curves.map(\.seed) ?? [], finder?.images) }
        case .schedule: return try drawing.schedule(theme).map { ($0, Array(seeds.prefix(1)), images) }
        case .loss: return drawing.loss(theme).map { ($0, seeds, images) }
        case .accuracy: return drawing.accuracy(theme).map { ($0, seeds, images) }
        case .lossByRate: return drawing.lossByRate(theme).map { ($0, seeds, images) }
        case .gap: return drawing.gap(theme).map { ($0, seeds, images) }
        case .rateMomentum: return drawing.rateMomentum(theme).map { ($0, Array(seeds.prefix(1)), images) }
        case .seeds: return drawing.seeds(theme).map { ($0, seeds, images) }
        case .gallery:
            guard !seeds.isEmpty else { return nil }
            let data = try store.load(spec.data).split
            return (.gallery(of: data.train, name: spec.name, theme: theme), [], images)
        case .mistakes:
            guard let seed = seeds.first else { return nil }
            let data = try store.load(spec.data).split
            let predictions = try Predictor(path: experiment.folder.seedFolder(seed)).predict(on: data)
            let figure = Figure.mistakes(predictions, on: data.valid, name: spec.name, seed: seed, theme: theme)
            return (figure, [seed], images)
        }
    }
}
