import FigureFiles
import Files
import Specs

import Foundation

/// Seeds of another training that a call moved out of its way.
public struct MovedSeeds: Sendable, Equatable {
    /// In ascending order.
    public var seeds: [UInt64]
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
        let seeds = recordedSeeds().filter { state(seed: $0, specHash: hash) == .otherTraining }
        guard !seeds.isEmpty else { return nil }
        let history = try makeHistoryFolder()
        let kept = [.spec, .study, .rangeTest, .rangeTestCurves].map(\RunFile.rawValue)
        for name in kept + [WeightsFile.nameInRunFolder] {
            guard FileSystem.isRegular(file(name)) else { continue }
            try StoredFile.write(try StoredFile.bytes(of: file(name)), to: history.file(name))
        }
        for seed in seeds { try move(FolderName.seed(seed), to: history) }
        for name in figureNames() { try move(name, to: history) }
        return MovedSeeds(seeds: seeds, path: history.path)
    }

    /// Moves one entry of this folder to a new folder of the history.
    /// - Parameter name: the entry's name there.
    func moveToHistory(_ entry: String, as name: String) throws(StoreError) {
        let history = try makeHistoryFolder()
        try move(entry, to: history, as: name)
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

    /// The first free folder `output/.history/NAME/N`, counted from 1.
    private func makeHistoryFolder() throws(StoreError) -> RunFolder {
        let parent =
            FileSystem.parent(of: path) + "/\(FolderName.history)/" + URL(fileURLWithPath: path).lastPathComponent
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

    /// Moves an entry; another call may have moved it first.
    private func move(_ entry: String, to history: RunFolder, as name: String? = nil) throws(StoreError) {
        guard rename(file(entry), history.file(name ?? entry)) != 0, errno != ENOENT else { return }
        throw .file(FileError(path: history.file(name ?? entry), operation: .write, reason: .init(code: errno)))
    }
}
