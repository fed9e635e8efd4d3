import FigureFiles
package import Runs
package import Specs

/// The figure of a range test. It goes into the run folder if the folder's spec draws it in this way, else into the
/// folder `figures`.
package struct FinderFigure {
    private let resolved: ResolvedSpec
    private let own: ResolvedSpec
    private let folder: RunFolder
    private let finder: FinderRecord
    private let place: FigurePlace
    private let changes: FigureChanges

    /// - Parameter changes: the call's changes of the figure.
    /// - Returns: nil if the folder has no range test of this spec.
    package init?(_ resolved: ResolvedSpec, in folder: RunFolder, changes: FigureChanges = .none) {
        guard let finder = folder.finderRecord(of: resolved) else { return nil }
        self.resolved = resolved
        self.folder = folder
        self.finder = finder
        own = folder.ownSpec.flatMap { $0.finderHash == resolved.finderHash ? $0 : nil } ?? resolved
        place = FigurePlace(of: resolved, own: own, in: folder, changes: changes)
        self.changes = changes
    }

    /// The paths of the files.
    package var files: [String] {
        let formats = place.formats(of: .lrFinder)
        let name = FigureKind.lrFinder.rawValue
        return formats.own.map { "\(place.ownBase)\(name).\($0.rawValue)" }
            + formats.other.map { "\(place.otherBase)\(name).\($0.rawValue)" }
    }

    /// Writes the files.
    package func write(console: Console) throws {
        let formats = place.formats(of: .lrFinder)
        try write(own, as: formats.own, to: place.ownBase, console)
        guard !formats.other.isEmpty else { return }
        try place.makeOtherFolder(remedy: "choose another folder with --output")
        try write(resolved, as: formats.other, to: place.otherBase, console)
    }

    private func write(
        _ resolved: ResolvedSpec, as formats: [FigureFormat], to base: String, _ console: Console
    ) throws {
        let writer = FigureWriter(resolved.spec, changes: changes, console: console)
        let drawing = RunDrawing(resolved.spec, seeds: [], histories: [], finder: finder)
        guard !formats.isEmpty, let figure = drawing.lrFinder(writer.theme) else { return }
        _ = try writer.write(
            figure, to: base + FigureKind.lrFinder.rawValue, of: [resolved], seeds: finder.curves.map(\.seed),
            images: finder.images, as: formats)
    }
}
