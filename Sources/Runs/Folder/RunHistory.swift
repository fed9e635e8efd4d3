import FigureFiles
import Files
import Specs

import Foundation

/// Seeds of another training that a call moved out of its way.
public struct MovedSeeds: Sendable, Equatable {
    /// Finished ones, in ascending order.
    public var seeds: [UInt64]
    /// Unfinished ones, likewise.
    public var unfinished: [UInt64] = []
    /// The run folder that holds them now: `output/.history/NAME/N`.
    public var path: String
}

/// No finished seed is removed: seeds of another training move to `output/.history/NAME/N`.
///
/// This is a run folder that every command reads. Spec and figures move with the seeds.
extension RunFolder {
    /// Moves the seeds of other trainings to the history.
    /// - Returns: nil if the folder holds no seed of another training.
    /// - Throws: `StoreError.file`.
    func moveOtherTrainings(than resolved: ResolvedSpec) throws(StoreError) -> MovedSeeds? {
        let hash = resolved.trainingHash
        let seeds = seedsOfOtherTrainings(than: resolved)
        // A call of another training is refused while one lives, so no process works at them.
        let unfinished = unfinishedSeeds(ofOthersThan: hash)
        guard !seeds.isEmpty || !unfinished.isEmpty else { return nil }
        let history = try makeHistoryFolder()
        var moved = MovedSeeds(seeds: [], path: history.path)
        for seed in seeds where try move(FolderName.seed(seed), to: history) { moved.seeds.append(seed) }
        for seed in unfinished where try move(FolderName.unfinished(seed), to: history) {
            moved.unfinished.append(seed)
        }
        guard moved != MovedSeeds(seeds: [], path: history.path) else {
            // Another call was faster.
            rmdir(history.path)
            return nil
        }
        try copyRecord(to: history)
        for name in figureNames() { try move(name, to: history) }
        return moved
    }

    /// The recorded seeds of other trainings, in ascending order.
    func seedsOfOtherTrainings(than resolved: ResolvedSpec) -> [UInt64] {
        let hash = resolved.trainingHash
        return recordedSeeds().filter { state(seed: $0, specHash: hash) == .otherTraining }
    }

    /// The unfinished seeds of other trainings, in ascending order.
    func unfinishedSeeds(ofOthersThan hash: String) -> [UInt64] {
        ((try? FileSystem.names(in: path)) ?? []).compactMap(FolderName.seed(unfinished:))
            .filter { seed in status(seed: seed).map { $0.spec != hash } ?? false }.sorted()
    }

    /// Moves the former content of a seed's folder to a new folder of the history, with a copy of the spec.
    /// - Parameters:
    ///   - entry: its name in this folder.
    ///   - name: its name there, that of a finished or of an unfinished seed.
    func moveToHistory(_ entry: String, as name: String, of seed: UInt64) throws(StoreError) -> MovedSeeds {
        let history = try makeHistoryFolder()
        try move(entry, to: history, as: name)
        try copyRecord(to: history)
        return name == FolderName.seed(seed)
            ? MovedSeeds(seeds: [seed], path: history.path)
            : MovedSeeds(seeds: [], unfinished: [seed], path: history.path)
    }

    /// Copies what makes a folder a run folder: the spec, its trial, the range test and the initial weights.
    private func copyRecord(to history: RunFolder) throws(StoreError) {
        let kept = [.spec, .study, .rangeTest, .rangeTestCurves].map(\RunFile.rawValue)
        for name in kept + [WeightsFile.nameInRunFolder] {
            guard FileSystem.isRegular(file(name)) else { continue }
            try StoredFile.write(try StoredFile.bytes(of: file(name)), to: history.file(name))
        }
    }

    /// Seeds that have a folder with a readable summary of the same seed: what a run wrote.
    private func recordedSeeds() -> [UInt64] {
        let names = (try? FileSystem.names(in: path)) ?? []
        return names.compactMap { name in
            guard let seed = FolderName.seed(named: name), (try? summary(seed: seed))?.seed == seed else { return nil }
            return seed
        }.sorted()
    }

    /// The figures that a run draws into its folder.
    private func figureNames() -> [String] {
        FigureKind.allCases.flatMap { kind in FigureFormat.allCases.map { "\(kind.rawValue).\($0.rawValue)" } }
            .filter { FileSystem.isRegular(file($0)) }
    }

    /// The folder of the folder's history: `output/.history/NAME`.
    var historyParent: String {
        FileSystem.parent(of: path) + "/\(FolderName.history)/" + URL(fileURLWithPath: path).lastPathComponent
    }

    /// The first free folder `output/.history/NAME/N`, counted from 1.
    private func makeHistoryFolder() throws(StoreError) -> RunFolder {
        let parent = historyParent
        try StoredFile.makeFolder(parent)
        var number = 1
        while true {
            let folder = RunFolder(output: parent, name: "\(number)")
            if mkdir(folder.path, 0o777) == 0 { return folder }
            guard errno == EEXIST else {
                throw .file(FileError(path: folder.path, operation: .write, reason: .init(code: errno)))
            }
            number += 1
        }
    }

    /// - Returns: whether the entry moved; false if another call moved it first.
    @discardableResult
    private func move(_ entry: String, to history: RunFolder, as name: String? = nil) throws(StoreError) -> Bool {
        if rename(file(entry), history.file(name ?? entry)) == 0 { return true }
        if errno == ENOENT { return false }
        throw .file(FileError(path: history.file(name ?? entry), operation: .write, reason: .init(code: errno)))
    }
}
