public import Specs
import Foundation
public import Training
import Files
import Networks

/// One experiment's folder, `output/NAME`: the resolved spec, a folder per seed, the range test and the figures.
///
/// A seed's folder appears whole or not at all.
public struct RunFolder: Sendable, Equatable {
    /// Its path.
    public let path: String

    /// - Parameters:
    ///   - output: the folder of all runs.
    ///   - name: the experiment's name.
    public init(output: String, name: String) { path = output + "/" + name }

    /// A folder by its path, which may end in slashes.
    public init(path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// A file of it, for instance "loss.png".
    public func file(_ name: String) -> String { path + "/" + name }

    /// Makes the folder and those above it.
    /// - Throws: `StoreError`.
    public func make() throws(StoreError) { try StoredFile.makeFolder(path) }

    /// Makes sure that preparing the folder does not replace the weights that the run starts from.
    /// - Throws: `StoreError.wouldReplace` if they are in this folder, unless they are its own copy.
    func checkKeepsWeights(of resolved: ResolvedSpec) throws(StoreError) {
        guard let weights = resolved.weights else { return }
        func place(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
        let (source, own) = (place(weights.path), place(file(WeightsFile.nameInRunFolder)))
        if source != own, source.hasPrefix(place(path) + "/") {
            throw .wouldReplace(path: weights.path, name: resolved.spec.name)
        }
    }

    /// Makes the folder and writes the resolved spec, its place in its study and its initial weights.
    /// Seeds of another training and range tests of other settings move to the history; files that no run wrote stay.
    /// - Parameters:
    ///   - isToTrain: false for a range test alone: runs of a spec with the same test stay as they are.
    ///   - movesRangeTest: false if another call uses the folder's range test.
    /// - Returns: what moved; nil if nothing did.
    /// - Throws: `StoreError`.
    @discardableResult
    public func prepare(
        _ resolved: ResolvedSpec, isToTrain: Bool, movesRangeTest: Bool = true
    ) throws(StoreError) -> MovedSeeds? {
        try make()
        let own = isToTrain || recordedSeeds().isEmpty ? nil : ownSpec
        var moved = try moveOtherTrainings(than: resolved, isToTrain: isToTrain, movesRangeTest: movesRangeTest)
        // A range test leaves the spec of runs whose test it is.
        if let own, own.finderHash == resolved.finderHash { return moved }
        let isSameTraining = own?.trainingHash == resolved.trainingHash
        let resolved = isSameTraining ? resolved.withSeeds(own?.spec.seeds ?? resolved.spec.seeds) : resolved
        // Results that moved took a copy of the record with them.
        if moved == nil { moved = try moveForeignFiles(replacedFiles(by: resolved)) }
        if let weights = resolved.weights {
            try StoredFile.write(weights.bytes, to: file(WeightsFile.nameInRunFolder))
        } else if holdsRecordedWeights {
            try StoredFile.remove(file(WeightsFile.nameInRunFolder))
        }
        try writeSpec(resolved)
        return moved
    }

    /// The files that preparing the folder replaces by others.
    private func replacedFiles(by resolved: ResolvedSpec) -> [String] {
        let files = [RunFile.spec.rawValue, RunFile.study.rawValue]
        guard let weights = resolved.weights,
            (try? StoredFile.bytes(of: file(WeightsFile.nameInRunFolder)))?.elementsEqual(weights.bytes) != true
        else { return files }
        return files + [WeightsFile.nameInRunFolder]
    }

    /// Renames a written folder to the seed's folder.
    ///
    /// A seed that another call completed meanwhile stays, unless `isForced`. A damaged seed and files that no run
    /// wrote move to the history.
    /// - Parameter partial: the folder's name.
    func installSeed(
        _ partial: String, as summary: RunSummary, isForced: Bool
    ) throws(StoreError) -> MovedSeeds? {
        let target = seedFolder(summary.seed)
        do throws(FileError) {
            try FileSystem.move(file(partial), to: target)
            return nil
        } catch {
            guard let code = error.reason.code, [ENOTEMPTY, EEXIST, ENOTDIR].contains(code) else { throw .file(error) }
        }
        let isComplete = isComplete(seed: summary.seed, specHash: summary.hashes.spec)
        if isComplete, !isForced {
            // Another call completed the seed meanwhile.
            for name in SeedFile.allCases { try StoredFile.remove(file(partial + "/" + name.rawValue)) }
            rmdir(file(partial))
            return nil
        }
        try StoredFile.of { () throws(FileError) in try FileSystem.exchange(file(partial), target) }
        let names = (try? FileSystem.names(in: file(partial))) ?? []
        if isComplete, Set(names).isSubset(of: SeedFile.allCases.map(\.rawValue)) {
            try StoredFile.remove(file(partial))
            return nil
        }
        return try moveToHistory(
            partial, as: FolderName.seed(summary.seed), of: summary.seed, reason: isComplete ? .trainedAgain : .damaged)
    }

    /// Names of the PNG figures, sorted.
    func pngFigures() throws(StoreError) -> [String] {
        try StoredFile.of { () throws(FileError) in try FileSystem.names(in: path) }
            .filter { $0.hasSuffix(".png") && !$0.hasPrefix(".") }.sorted()
    }

    /// The record of a seed.
    /// - Parameter readsSteps: false to read the epochs alone, which is fast for long runs.
    /// - Throws: `StoreError`.
    public func history(seed: UInt64, readsSteps: Bool = true) throws(StoreError) -> History {
        let epochs = try HistoryCSV.epochs(at: file(.epochs, seed: seed))
        let history = History(
            steps: readsSteps ? try HistoryCSV.steps(at: file(.steps, seed: seed)) : [], epochs: epochs.rows)
        return epochs.haveMeanLosses ? history : history.withMeanLosses
    }

    /// How a seed of a training ended; nil if the folder has no such seed of that training.
    /// - Parameter specHash: the training's.
    public func summary(seed: UInt64, specHash: String) -> RunSummary? {
        guard let summary = try? summary(seed: seed), summary.hashes.spec == specHash else { return nil }
        return summary
    }

    /// How a seed ended.
    /// - Throws: `StoreError`.
    public func summary(seed: UInt64) throws(StoreError) -> RunSummary {
        try StoreJSON.decode(RunSummary.self, at: file(.summary, seed: seed))
    }
}
