import FigureFiles
import ArgumentParser
import Presentation
import CairoCanvas
import Specs
import Runs
import Comparison
import Statistics
import Foundation
import Plotting

/// Writes a comparison's figures into a folder; their names go to stderr.
struct ComparisonFigureFiles {
    private let folder: RunFolder
    private let formats: [FigureFormat]
    private let writer: FigureWriter
    /// What --size asks for.
    private let page: Size?
    /// Whether all of the folder is ours, so that figures of an earlier comparison are removed from it.
    private let isOwn: Bool

    /// nil where no figures are wanted.
    /// - Throws: `ExitCode.badInput`, after it was told that the folder is a run's.
    init?(_ arguments: ComparisonFigureArguments, output: String) throws {
        if arguments.hasNoFigures { return nil }
        folder = arguments.folder.map(RunFolder.init) ?? RunFolder(output: output, name: "comparison")
        formats = arguments.formats
        let look = arguments.look.look
        page = try arguments.look.page(look)
        writer = FigureWriter(look, formats, size: page)
        isOwn = arguments.folder == nil
        try ResultsGuard.check(
            folder: folder.path, for: "comparisons",
            remedy: "choose another with --figures, or none with --no-figures")
    }

    /// - Throws: `ExitCode`, after what went wrong was told.
    func write(_ comparison: Comparison) throws {
        try write(ComparisonFigures.all(comparison, theme: writer.theme)) { metadata($0, comparison) }
    }

    /// The figures of a table of results, which carry no specs.
    /// - Throws: `ExitCode`, after what went wrong was told.
    func write(_ report: ComparisonReport) throws {
        try write(ComparisonFigures.results(report, theme: writer.theme)) { _ in nil }
    }

    private func write(
        _ figures: [(name: String, figure: Figure)], metadata: (Figure) -> FigureMetadata?
    ) throws {
        do {
            try folder.make()
            if isOwn { try removeOthers(than: figures.map(\.name)) }
            for (name, figure) in figures {
                for path in try writer.write(figure, to: folder.file(name), metadata(figure)) { Terminal.error(path) }
            }
        } catch {
            Terminal.tell(error, about: isOwn ? .output : .other)
            throw ExitCode(for: error)
        }
    }

    /// Figures of an earlier comparison that this one does not have, or does not write in their format, say something
    /// else than those beside them.
    private func removeOthers(than names: [String]) throws {
        for name in ComparisonFigures.names {
            for format in FigureFormat.allCases
            where !names.contains(name) || !formats.contains(format) {
                let path = folder.file("\(name).\(format.rawValue)")
                if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            }
        }
    }

    private func metadata(_ figure: Figure, _ comparison: Comparison) -> FigureMetadata {
        let seeds = Set(comparison.experiments.flatMap(\.resolved.spec.seeds)).sorted()
        return FigureMetadata(
            title: figure.title, spec: FigureText.list(comparison.experiments.map(\.resolved.document)), seeds: seeds,
            dataHash: comparison.experiments.first?.runs.first?.summary.hashes.images.trainData ?? "",
            version: OneCycleVersion.current, size: page?.text ?? "")
    }
}
