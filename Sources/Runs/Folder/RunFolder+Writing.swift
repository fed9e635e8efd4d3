public import Foundation
import Files
public import Training

/// Writing a seed's folder: whole, or not at all.
extension RunFolder {
    /// Writes a seed's folder. A seed that another call completed meanwhile stays as it is.
    /// - Parameters:
    ///   - summary: this function sets the hashes of the files in it.
    ///   - best: the network after the best validation; nil: it is not kept.
    ///   - isForced: whether a complete seed of the same training is replaced.
    /// - Returns: the former content of the seed's folder, if it moved to the history.
    /// - Throws: `StoreError`.
    @discardableResult
    public func write(
        _ history: History, summary: RunSummary, model: Data, best: Data? = nil, isForced: Bool = false
    ) throws -> MovedSeeds? {
        try write(history, summary: summary, model: model, best: best, isForced: isForced, in: nil)
    }

    /// Writes a seed's folder, starting from the unfinished one.
    /// - Parameter unfinished: the folder that the run has used so far; nil: none.
    func write(
        _ history: History, summary: RunSummary, model: Data, best: Data?, isForced: Bool,
        in unfinished: UnfinishedFolder?
    ) throws -> MovedSeeds? {
        let steps = Data(HistoryCSV.encode(history.steps))
        let epochs = Data(HistoryCSV.encode(history.epochs))
        var summary = summary
        summary.hashes.model = ContentDigest.of(model)
        summary.hashes.steps = ContentDigest.of(steps)
        summary.hashes.epochs = ContentDigest.of(epochs)
        summary.hashes.best = best.map { ContentDigest.of($0) }
        let files: [(SeedFile, Data?)] = [
            (.steps, steps), (.epochs, epochs), (.model, model), (.best, best),
            // The last: a folder with a summary is finished.
            (.summary, try StoreJSON.encode(recording: summary)),
        ]
        guard let folder = try unfinished ?? UnfinishedFolder.take(unfinishedSeed(summary.seed)) else {
            return try writeBeside(files, as: summary, isForced: isForced)
        }
        do {
            let isNew = folder.isEmpty
            for case (let file, let bytes?) in files {
                if isNew {
                    try StoredFile.writeNew(bytes, to: folder.file(file))
                } else {
                    try StoredFile.write(bytes, to: folder.file(file))
                }
            }
            return try finish(folder, as: summary, isForced: isForced)
        } catch {
            // The checkpoints stay: the same command resumes from them once it can write.
            if folder.checkpoints.isEmpty { folder.discard() }
            throw error
        }
    }

    /// Renames an unfinished folder with a summary to the seed's folder.
    /// - Returns: the former content of the seed's folder, if it moved to the history.
    func finish(
        _ folder: UnfinishedFolder, as summary: RunSummary, isForced: Bool
    ) throws(StoreError) -> MovedSeeds? {
        try folder.removeProgress()
        return try withExtendedLifetime(folder) { () throws(StoreError) in
            try installSeed(folder.name, as: summary, isForced: isForced)
        }
    }

    /// Writes a seed into a folder with a unique name, since another process works on the same seed.
    private func writeBeside(
        _ files: [(SeedFile, Data?)], as summary: RunSummary, isForced: Bool
    ) throws -> MovedSeeds? {
        let partial = FolderName.uniqueUnfinished(summary.seed)
        try StoredFile.makeFolder(file(partial))
        do {
            for case (let file, let bytes?) in files {
                try StoredFile.writeNew(bytes, to: self.file(partial + "/" + file.rawValue))
            }
            return try installSeed(partial, as: summary, isForced: isForced)
        } catch {
            try? StoredFile.remove(file(partial))
            throw error
        }
    }
}
