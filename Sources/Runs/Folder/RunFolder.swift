public import Specs
public import Foundation
public import Training
import Files
import Networks

/// One experiment's folder, `output/NAME`: the resolved spec, a folder a seed, the range test and the figures.
///
/// The only place that knows file names. A seed's folder appears whole or not at all.
public struct RunFolder: Sendable, Equatable {
    /// Where it is.
    public let path: String

    /// - Parameters:
    ///   - output: the folder of all runs.
    ///   - name: the experiment's name.
    public init(output: String, name: String) { path = output + "/" + name }

    /// A folder by its path.
    public init(path: String) { self.path = path }

    /// A file of it, for instance "loss.png".
    public func file(_ name: String) -> String { path + "/" + name }

    private func seedFolder(_ seed: UInt64) -> String { file("seed-\(seed)") }

    /// Makes the folder.
    public func make() throws(StoreError) { try StoredFile.makeFolder(path) }

    /// Makes sure that preparing the folder does not remove the very weights that the run begins with.
    /// - Throws: `StoreError.wouldReplace` where they lie in this folder, its own copy aside.
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
    /// Seeds of another training move to the history; files that no run wrote stay.
    /// - Parameter isToTrain: false for a range test alone: seeds in the folder and their spec stay as they are.
    /// - Returns: seeds that moved; nil if none did.
    @discardableResult
    public func prepare(_ resolved: ResolvedSpec, isToTrain: Bool) throws(StoreError) -> MovedSeeds? {
        try make()
        let names = (try? FileSystem.names(in: path)) ?? []
        if !isToTrain, names.contains(where: { $0.hasPrefix("seed-") }) { return nil }
        let moved = try moveOtherTrainings(than: resolved)
        if let weights = resolved.weights {
            try StoredFile.write(weights.bytes, to: file(WeightsFile.nameInRunFolder))
        } else if FileSystem.isRegular(file("spec.json")) {
            try StoredFile.remove(file(WeightsFile.nameInRunFolder))
        }
        try writeStudyCell(of: resolved)
        try StoredFile.write(resolved.document.utf8, to: file("spec.json"))
        return moved
    }

    /// Whether a seed was trained to its end by this spec, and its files are still those that were written.
    public func isComplete(seed: UInt64, specHash: String) -> Bool {
        state(seed: seed, specHash: specHash) == .complete
    }

    /// Writes a seed's folder: whole, or not at all. A seed that another call completed meanwhile stays as it is.
    /// - Parameters:
    ///   - summary: the hashes of the files in it are filled in here.
    ///   - isForced: whether a complete seed of the same training is replaced.
    public func write(_ history: History, summary: RunSummary, model: Data, isForced: Bool = false) throws {
        let steps = Data(HistoryCSV.encode(history.steps).utf8)
        let epochs = Data(HistoryCSV.encode(history.epochs).utf8)
        var summary = summary
        summary.hashes.model = ContentDigest.of(model)
        summary.hashes.steps = ContentDigest.of(steps)
        summary.hashes.epochs = ContentDigest.of(epochs)
        // Each call's own name: calls on one folder never touch each other's unfinished seeds.
        let partial = ".seed-\(summary.seed).\(UUID().uuidString).partial"
        try StoredFile.makeFolder(file(partial))
        do {
            try StoredFile.writeNew(steps, to: file(partial + "/steps.csv"))
            try StoredFile.writeNew(epochs, to: file(partial + "/epochs.csv"))
            try StoredFile.writeNew(model, to: file(partial + "/model.safetensors"))
            try StoredFile.writeNew(StoreJSON.encode(summary), to: file(partial + "/summary.json"))
            try place(partial, as: summary, isForced: isForced)
        } catch {
            try? StoredFile.remove(file(partial))
            throw error
        }
    }

    /// Gives a written folder the seed's name. Anything there that is not a complete seed of this training moves to the history.
    private func place(_ partial: String, as summary: RunSummary, isForced: Bool) throws(StoreError) {
        let target = seedFolder(summary.seed)
        do throws(FileError) {
            return try FileSystem.move(file(partial), to: target)
        } catch {
            guard let code = error.reason.code, [ENOTEMPTY, EEXIST, ENOTDIR].contains(code) else { throw .file(error) }
        }
        let isComplete = isComplete(seed: summary.seed, specHash: summary.hashes.spec)
        if isComplete, !isForced { return try StoredFile.remove(file(partial)) }
        try StoredFile.of { () throws(FileError) in try FileSystem.exchange(file(partial), target) }
        if isComplete {
            try StoredFile.remove(file(partial))
        } else {
            try moveToHistory(partial, as: "seed-\(summary.seed)")
        }
    }

    /// Names of the figures that are PNG files, sorted.
    func pictures() throws(StoreError) -> [String] {
        try StoredFile.of { () throws(FileError) in try FileSystem.names(in: path) }
            .filter { $0.hasSuffix(".png") && !$0.hasPrefix(".") }.sorted()
    }

    /// What a seed recorded.
    public func history(seed: UInt64) throws(StoreError) -> History {
        History(
            steps: try HistoryCSV.steps(at: seedFolder(seed) + "/steps.csv"),
            epochs: try epochs(seed: seed))
    }

    /// What a seed recorded at the ends of its epochs.
    public func epochs(seed: UInt64) throws(StoreError) -> [EpochRecord] {
        try HistoryCSV.epochs(at: seedFolder(seed) + "/epochs.csv")
    }

    /// How a seed of a training ended; nil if the folder holds none of that training.
    /// - Parameter specHash: the training's.
    public func summary(seed: UInt64, specHash: String) -> RunSummary? {
        guard let summary = try? summary(seed: seed), summary.hashes.spec == specHash else { return nil }
        return summary
    }

    /// How a seed ended.
    public func summary(seed: UInt64) throws(StoreError) -> RunSummary {
        try summary(at: seedFolder(seed) + "/summary.json")
    }

    private func summary(at path: String) throws(StoreError) -> RunSummary {
        try StoreJSON.decode(RunSummary.self, at: path)
    }
}
