import FigureFiles
import Files
import Foundation
public import Specs

/// The run's own spec, and the folder for figures that are not the run's own.
extension RecordedExperiment {
    /// The experiment as the run folder's own spec has it.
    ///
    /// nil if that spec cannot be read, or differs in training, range test or seeds. Also nil if files of a seed are
    /// damaged, or the run's figures show seeds that are gone: others would take their place.
    public var own: RecordedExperiment? {
        guard folders.count == 1, !hasDamagedSeeds, let own = folder.ownSpec,
            own.trainingHash == resolved.trainingHash, own.finderHash == resolved.finderHash,
            Set(own.spec.seeds) == Set(resolved.spec.seeds), folder.shownSeeds.isSubset(of: runs.map(\.summary.seed))
        else { return nil }
        return RecordedExperiment(self, as: own)
    }

    /// Whether the range test is missing, though the folder's spec has its figure and every seed is complete.
    public var lacksRangeTest: Bool {
        guard case .none = rangeTest, isComplete, resolved.spec.figures.contains(.lrFinder),
            !folder.isRangeTestRunning, !FileSystem.isTaken(folder.unfinishedRangeTest)
        else { return false }
        return folder.ownSpec?.spec.figures.contains(.lrFinder) == true
    }
}

extension RunFolder {
    /// The folder's spec; nil if it has none, or none that can be read.
    public var ownSpec: ResolvedSpec? { try? recordedSpecs().first }

    /// The seeds in the run's own figures of trainings.
    fileprivate var shownSeeds: Set<UInt64> {
        let ofRangeTest = figureNames(ofRangeTestAlone: true)
        let own = figureNames(ofRangeTestAlone: false).filter { !ofRangeTest.contains($0) }
        return Set(own.compactMap { try? FigureMetadata(contentsOf: file($0)) }.flatMap(\.seeds))
    }

    /// The folder of figures that are not the run's own, beside the run folders: `output/figures`.
    public var otherFigures: String { place.results + "/" + FolderName.figures }

    /// The start of the names of its figures there: "one-cycle-", or "one-cycle-history-1-" for a run of the history.
    public var otherFiguresPrefix: String { place.name + "-" }

    /// The folder of all run folders, and the start of figures' names: "NAME", or "NAME-history-N" in the history.
    private var place: (results: String, name: String) {
        var path = path
        var name = path.split(separator: "/").last.map(String.init) ?? ""
        if ["", ".", ".."].contains(name) {
            path = URL(fileURLWithPath: path).standardizedFileURL.path
            name = URL(fileURLWithPath: path).lastPathComponent
        }
        let parent = FileSystem.parent(of: path)
        let above = FileSystem.parent(of: parent)
        guard above.split(separator: "/").last == Substring(FolderName.history) else { return (parent, name) }
        let run = parent.split(separator: "/").last.map(String.init) ?? ""
        return (FileSystem.parent(of: above), "\(run)-history-\(name)")
    }
}
