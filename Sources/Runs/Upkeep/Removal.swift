import FigureFiles
import Files
import Foundation
import Specs

/// Something that `onecycle clean` may delete: the files that runs wrote, and what stays beside them.
public struct Removal: Sendable {
    /// What it is.
    public enum Kind: Sendable, Equatable {
        /// A folder of the history.
        case history(seeds: Int)
        /// A seed or a range test that has not ended.
        case unfinished
        /// A file that a call was writing when it ended.
        case temporary
        /// A run folder.
        case run(seeds: Int)
    }

    /// A file that stays.
    public struct Kept: Sendable, Equatable {
        /// The file.
        public let path: String
        /// Why it stays.
        public let reason: Reason

        /// Why a file stays.
        public enum Reason: Sendable, Equatable {
            /// No record says that a run wrote it.
            case foreign
            /// It is not as the record says.
            case altered
        }
    }

    /// The folder or the file.
    public let path: String
    /// What it is.
    public let kind: Kind
    /// What stays.
    public private(set) var kept: [Kept] = []
    /// The files that go, in their order.
    private(set) var files: [String] = []
    /// Folders that go if they are empty then, in their order.
    private var folders: [String] = []
    /// The run folder in which no call may train during the deletion; nil: calls may train.
    let run: RunFolder?

    /// Bytes of the files that go.
    public var size: Int { files.reduce(0) { $0 + FileSystem.size(of: $1) } }

    /// Whether there is nothing to delete. A folder that holds only files of the user stays.
    public var isEmpty: Bool { files.isEmpty && (folders.isEmpty || !kept.isEmpty) }

    private init(_ path: String, _ kind: Kind, in run: RunFolder?) {
        self.path = path
        self.kind = kind
        self.run = run
    }

    /// Deletes the files.
    /// - Throws: `StoreError.inUse` or `.rangeTestInUse` if a call works in the run folder. `StoreError.file` if a file
    ///   cannot be deleted; the files before it are deleted then.
    public func delete() throws(StoreError) {
        try deleteFiles()
        // After the claims have removed their files, the folders may be empty.
        for folder in folders { rmdir(folder) }
    }

    private func deleteFiles() throws(StoreError) {
        var use: ExclusiveUse?
        if let run, FileSystem.isFolder(run.path) { use = try ExclusiveUse(of: run) }
        defer { withExtendedLifetime(use) {} }
        for file in files { try StoredFile.remove(file) }
    }

    private mutating func remove(_ file: String) { files.append(file) }

    // MARK: Kinds

    /// A folder of the history: every file by a name that runs use.
    static func history(_ entry: HistoryEntry) -> Removal {
        var removal = Removal(entry.folder.path, .history(seeds: entry.seeds.count), in: entry.run)
        let own = Set(RunFolder.recordNames + entry.folder.figureNames(ofRangeTestAlone: false))
        for name in removal.sortedNames(in: entry.folder.path) {
            let path = entry.folder.file(name)
            if FolderName.seed(named: name) != nil, FileSystem.isOwnFolder(path) {
                removal.removeSeed(path) { _ in nil }
            } else if FolderName.isUnfinished(name) {
                removal.removeUnfinished(path)
            } else if own.contains(name), FileSystem.isRegular(path) {
                removal.remove(path)
            } else {
                removal.kept.append(Kept(path: path, reason: .foreign))
            }
        }
        removal.folders += [entry.folder.path, entry.run.historyParent, FileSystem.parent(of: entry.run.historyParent)]
        return removal
    }

    /// A seed or a range test that has not ended.
    static func unfinished(_ name: String, in run: RunFolder) -> Removal {
        var removal = Removal(run.file(name), .unfinished, in: run)
        removal.removeUnfinished(run.file(name))
        return removal
    }

    /// A file that a call was writing.
    static func temporary(_ path: String) -> Removal {
        var removal = Removal(path, .temporary, in: nil)
        removal.remove(path)
        return removal
    }

    /// A run folder: every file that a record names, if it is as the record says.
    static func run(_ run: RunFolder) -> Removal {
        let seeds = run.recordedSeeds()
        var removal = Removal(run.path, .run(seeds: seeds.count), in: run)
        let check = FolderCheck(run)
        var last: [String] = []
        for name in removal.sortedNames(in: run.path) where !FolderName.isLock(name) {
            let path = run.file(name)
            if let seed = FolderName.seed(named: name), seeds.contains(seed) {
                removal.removeSeed(path) { check.reason(toKeep: $0, ofSeed: seed) }
            } else if FolderName.isUnfinished(name) {
                removal.removeUnfinished(path)
            } else if let reason = check.reason(toKeep: name) {
                removal.kept.append(Kept(path: path, reason: reason))
            } else {
                last.append(path)
            }
        }
        // The spec last: until then the folder can be read.
        removal.files += last.filter { $0 != run.file(.spec) } + last.filter { $0 == run.file(.spec) }
        removal.folders.append(run.path)
        return removal
    }

    /// The files of a seed's folder.
    private mutating func removeSeed(_ path: String, _ reason: (SeedFile) -> Kept.Reason?) {
        for name in sortedNames(in: path) {
            let file = path + "/" + name
            guard let known = SeedFile(rawValue: name), FileSystem.isRegular(file) else {
                kept.append(Kept(path: file, reason: .foreign))
                continue
            }
            if let reason = reason(known) { kept.append(Kept(path: file, reason: reason)) } else { remove(file) }
        }
        folders.append(path)
    }

    /// A lease, or an unfinished folder: every file by a name that runs use.
    private mutating func removeUnfinished(_ path: String) {
        guard FileSystem.isOwnFolder(path) else { return remove(path) }
        for name in sortedNames(in: path) {
            let file = path + "/" + name
            if UnfinishedFolder.isName(ofRun: name), FileSystem.isRegular(file) {
                remove(file)
            } else {
                kept.append(Kept(path: file, reason: .foreign))
            }
        }
        folders.append(path)
    }

    private func sortedNames(in path: String) -> [String] { ((try? FileSystem.names(in: path)) ?? []).sorted() }
}
