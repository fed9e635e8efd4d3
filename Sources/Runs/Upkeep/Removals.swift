import Files
import Foundation

/// Everything that `onecycle clean` finds.
public struct Removals: Sendable {
    /// In the order of their paths.
    public private(set) var found: [Removal] = []

    /// Leftovers in a folder of results: the history, unfinished seeds and range tests, and files that calls were
    /// writing when they ended. Run folders are not among them.
    /// - Parameter output: the folder of all run folders.
    public init(in output: String) {
        let names = ((try? FileSystem.names(in: output)) ?? []).sorted()
        let history = output + "/" + FolderName.history
        for name in ((try? FileSystem.names(in: history)) ?? []).sorted() {
            found += RunFolder(output: output, name: name).history.map(Removal.history)
        }
        found += temporaries(in: output)
        for name in names where !name.hasPrefix(".") && FileSystem.isFolder(output + "/" + name) {
            let folder = RunFolder(output: output, name: name)
            if folder.hasSpec || !folder.recordedSeeds().isEmpty { addLeftovers(of: folder) }
            found += temporaries(in: folder.path)
        }
        found.removeAll(where: \.isEmpty)
    }

    /// The files of run folders, or of folders of the history.
    /// - Throws: `RecordError` if a path is neither.
    public init(of paths: [String]) throws {
        for path in paths {
            let folder = RunFolder(path: path)
            guard folder.hasSpec || !folder.recordedSeeds().isEmpty else {
                throw RecordError(path: path, kind: .noRunFolder)
            }
            if let entry = folder.asHistoryEntry { found.append(.history(entry)) } else { found.append(.run(folder)) }
        }
    }

    private mutating func addLeftovers(of folder: RunFolder) {
        let names = ((try? FileSystem.names(in: folder.path)) ?? []).sorted()
        found += names.filter(FolderName.isUnfinished).map { Removal.unfinished($0, in: folder) }
    }

    /// Files that calls which have ended were writing.
    private func temporaries(in folder: String) -> [Removal] {
        let names = ((try? FileSystem.names(in: folder)) ?? []).sorted()
        return names.filter { AtomicFile.isLeftover($0, in: folder) }.map { .temporary(folder + "/" + $0) }
    }
}
