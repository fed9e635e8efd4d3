package import Comparison
package import FigureFiles
import Foundation
package import Plotting
import Runs
package import Specs

/// Writes a comparison's figures into a folder.
package struct ComparisonFigureFiles {
    private let folder: RunFolder
    private let formats: [FigureFormat]
    private let writer: FigureWriter
    private let changes: FigureChanges
    private let console: Console
    /// Whether the program owns the whole folder, and so removes an earlier comparison's figures from it.
    package let isOwn: Bool

    /// - Parameters:
    ///   - folder: where to write; nil: `comparison` in `output`.
    ///   - output: the folder of the results.
    ///   - changes: the call's changes of each figure.
    ///   - console: for the paths of written files, and warnings about missing glyphs.
    /// - Throws: ``ProtectedFolder`` if the folder is a run's.
    package init(
        to folder: String?, output: String, formats: [FigureFormat], look: FigureLook,
        changes: FigureChanges, console: Console
    ) throws(ProtectedFolder) {
        self.folder = folder.map(RunFolder.init) ?? RunFolder(output: output, name: "comparison")
        self.formats = formats
        self.changes = changes
        writer = FigureWriter(look, formats, changes: changes, console: console)
        self.console = console
        isOwn = folder == nil
        try ResultsGuard.check(
            folder: self.folder.path, for: "comparisons",
            remedy: "choose another folder with --figures, or use --no-figures")
    }

    /// Writes all figures of a comparison.
    /// - Throws: ``RefusedFigures`` at the end if the page was too small for some of them.
    package func write(_ comparison: ExperimentComparison) throws {
        let figures = ComparisonFigures.all(comparison, theme: writer.theme)
        try write(figures, metadata: { metadata($0, comparison) })
    }

    /// Writes the figures of a table of results. They carry no specs.
    package func write(_ results: ComparisonReport) throws {
        try write(ComparisonFigures.results(results, theme: writer.theme), metadata: { _ in nil })
    }

    private func write(
        _ figures: [(name: String, figure: Figure)], metadata: (Figure) -> FigureMetadata?
    ) throws {
        try folder.make()
        if isOwn { try removeOthers(than: figures.map(\.name)) }
        var refused: [String] = []
        for (name, figure) in figures {
            let files = try RefusedFigures.drawing(console) {
                try writer.write(figure, to: folder.file(name), metadata(figure))
            }
            if files == nil { refused.append(name) }
            for path in files ?? [] { console.message(path) }
        }
        guard !refused.isEmpty else { return }
        if isOwn { try removeOthers(than: figures.map(\.name).filter { !refused.contains($0) }) }
        throw RefusedFigures(refused: refused.count, of: figures.count)
    }

    /// Removes an earlier comparison's figures that this call does not write: they would contradict the new ones.
    private func removeOthers(than names: [String]) throws {
        let written = formats.map(\.rawValue) + [changes.caption.ending].compactMap { $0 }
        let endings = FigureFormat.allCases.map(\.rawValue) + FigureChanges.Caption.allCases.compactMap(\.ending)
        for name in ComparisonFigures.names {
            for ending in endings where !names.contains(name) || !written.contains(ending) {
                let path = folder.file("\(name).\(ending)")
                if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            }
        }
    }

    private func metadata(_ figure: Figure, _ comparison: ExperimentComparison) -> FigureMetadata {
        let seeds = Set(comparison.experiments.flatMap(\.resolved.spec.seeds)).sorted()
        return FigureMetadata(
            title: figure.title, spec: FigureText.list(comparison.experiments.map(\.resolved.document)), seeds: seeds,
            dataHash: comparison.experiments.first?.runs.first?.summary.hashes.images.trainData ?? "",
            version: OneCycleVersion.current, size: changes.size?.text ?? "")
    }
}
