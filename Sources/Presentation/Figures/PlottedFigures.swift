package import Runs
import Specs

/// The figures that `onecycle plot` draws again, and the lines to print about a run that is not whole.
package struct PlottedFigures {
    private let experiment: RecordedExperiment
    private let data: String?
    private let output: String
    private let changes: FigureChanges
    private let console: Console

    /// - Parameters:
    ///   - data: the folder of IDX files; nil: the default places.
    ///   - output: the folder of all runs, which also caches decoded pictures.
    ///   - changes: the call's changes of each figure.
    package init(
        _ experiment: RecordedExperiment, data: String?, output: String, changes: FigureChanges, console: Console
    ) {
        self.experiment = experiment
        self.data = data
        self.output = output
        self.changes = changes
        self.console = console
    }

    /// The parts of the run that the figures leave out.
    package var damage: DamageText { DamageText(experiment) }

    /// Writes every figure that the folder has the data for.
    /// - Parameter target: a folder for all of them; nil: the run's own go into its folder, others into `figures`.
    /// - Returns: the paths of the files, and the figures that the page was too small for; nil if all were drawn.
    package func write(to target: String?) throws -> (files: [String], refused: RefusedFigures?) {
        let kinds = experiment.resolved.spec.figures
        if let target { try RunFolder(path: target).make() }
        var (files, refused): ([String], Int) = ([], 0)
        for kind in kinds {
            if let written = try RefusedFigures.drawing(console, { try write(kind, to: target) }) {
                files += written
            } else {
                refused += 1
            }
        }
        return (files, refused > 0 ? RefusedFigures(refused: refused, of: kinds.count) : nil)
    }

    private func write(_ kind: FigureKind, to target: String?) throws -> [String] {
        let spec = experiment.resolved.spec
        let figures = figures(of: experiment)
        if let target { return try figures.write(kind, as: spec.formats, to: "\(target)/\(spec.name)-") }
        let own = experiment.own
        let place = FigurePlace(of: experiment.resolved, own: own?.resolved, in: experiment.folder, changes: changes)
        let formats = place.formats(of: kind)
        let files = try own.map(self.figures)?.write(kind, as: formats.own, to: place.ownBase) ?? []
        return try files
            + figures.write(kind, as: formats.other, to: place.otherBase) {
                try place.makeOtherFolder(remedy: "choose another folder with --to")
            }
    }

    private func figures(of experiment: RecordedExperiment) -> RunFigures {
        RunFigures(experiment, data: data, output: output, changes: changes, console: console)
    }
}
