package import FigureFiles
package import Runs
package import Specs

/// Where the files of a run's figures are written.
///
/// A run folder holds the run's own figures: those of its `spec.json`, in the formats and with the look of that spec. All
/// others go into the folder `figures` beside the run folders, as `NAME-FIGURE`.
package struct FigurePlace {
    private let drawn: ExperimentSpec
    private let own: ExperimentSpec?
    private let folder: RunFolder

    /// - Parameters:
    ///   - drawn: the spec of the figures.
    ///   - own: the run folder's spec; nil: no figure is the run's own.
    ///   - changes: the call's changes of each figure; the run's own figures have none.
    package init(of drawn: ResolvedSpec, own: ResolvedSpec?, in folder: RunFolder, changes: FigureChanges) {
        self.drawn = drawn.spec
        let isOwn = changes == .none && own?.spec.isDrawn(like: drawn.spec) == true
        self.own = isOwn ? own?.spec : nil
        self.folder = folder
    }

    /// The spec's formats in which a figure is the run's own, and its other formats. `find` draws the range test whether
    /// the spec names its figure or not.
    package func formats(of kind: FigureKind) -> (own: [FigureFormat], other: [FigureFormat]) {
        guard let own, own.figures.contains(kind) || kind == .lrFinder else { return ([], drawn.formats) }
        return (drawn.formats.filter(own.formats.contains), drawn.formats.filter { !own.formats.contains($0) })
    }

    /// The start of the paths of the run's own figures.
    package var ownBase: String { folder.file("") }

    /// The start of the paths of other figures.
    package var otherBase: String { folder.otherFigures + "/" + folder.otherFiguresPrefix }

    /// Makes the folder of other figures.
    /// - Throws: ``ProtectedFolder`` if it is a run folder; `StoreError`.
    package func makeOtherFolder(remedy: String) throws {
        try ResultsGuard.check(folder: folder.otherFigures, for: "figures", remedy: remedy)
        try RunFolder(path: folder.otherFigures).make()
    }
}
