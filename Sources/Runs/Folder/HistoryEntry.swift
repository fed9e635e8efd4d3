import FigureFiles
import Files
import Foundation
import Specs

/// A run folder of the history, `output/.history/NAME/N`.
public struct HistoryEntry: Sendable {
    /// The folder that its content was moved from.
    public let run: RunFolder
    /// N, from 1.
    public let number: Int

    /// Numbers of folders that count.
    static let numbers = 1...999_999_999

    /// The number in a folder's name; nil unless the history gives this name.
    static func number(named name: String) -> Int? {
        guard let number = Int(name), numbers.contains(number), String(number) == name else { return nil }
        return number
    }

    /// The run folder with the content.
    public var folder: RunFolder { RunFolder(output: run.historyParent, name: "\(number)") }

    /// When its last file moved here, in seconds since 1970.
    public var moved: Int { FileSystem.changed(folder.path) ?? 0 }

    /// The recorded seeds, in ascending order.
    public var seeds: [UInt64] { folder.recordedSeeds() }

    /// The seeds that have not ended, in ascending order.
    public var unfinished: [UInt64] { folder.unfinishedSeeds() }

    /// Whether it has a range test.
    public var hasRangeTest: Bool { folder.hasRangeTest }

    /// Bytes of all files.
    public var size: Int { FileSystem.size(of: folder.path) }

    /// The keys of training and range test whose values differ from the folder's present spec, in alphabetical order.
    ///
    /// nil if either spec cannot be read.
    public var differences: [Difference]? {
        guard let then = folder.ownSpec, let now = run.ownSpec else { return nil }
        let (old, new) = (then.decidingLeaves, now.decidingLeaves)
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted().map {
            Difference(key: $0, then: old[$0], now: new[$0])
        }
    }

    /// A key with its values as JSON; nil if a spec has no such key.
    public struct Difference: Sendable, Equatable {
        /// The key, dotted.
        public let key: String
        /// In the history.
        public let then: String?
        /// In the folder.
        public let now: String?
    }
}

extension ResolvedSpec {
    /// The values that decide the training or the range test, by dotted key.
    fileprivate var decidingLeaves: [String: String] {
        leaves(under: ["data", "model", "optimizer", "schedule", "epochs", "steps", "lr_finder"])
    }
}

extension RunFolder {
    /// The folder of what was moved from here: `output/.history/NAME`.
    var historyParent: String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard ["", ".", ".."].contains(name) else {
            return FileSystem.parent(of: path) + "/\(FolderName.history)/" + name
        }
        let whole = URL(fileURLWithPath: path).standardizedFileURL
        return whole.deletingLastPathComponent().path + "/\(FolderName.history)/" + whole.lastPathComponent
    }

    /// The folders with results that moved from here, by ascending number.
    public var history: [HistoryEntry] {
        let names = (try? FileSystem.names(in: historyParent)) ?? []
        return names.compactMap { name in
            guard let number = HistoryEntry.number(named: name), FileSystem.isOwnFolder(historyParent + "/" + name)
            else { return nil }
            return HistoryEntry(run: self, number: number)
        }.sorted { $0.number < $1.number }
    }

    /// Makes the next folder of the history.
    func makeHistoryFolder() throws(StoreError) -> RunFolder {
        try StoredFile.makeFolder(historyParent)
        var number = history.last?.number ?? 0
        while true {
            // After the highest number, the first free one.
            number = HistoryEntry.numbers.contains(number + 1) ? number + 1 : HistoryEntry.numbers.lowerBound
            let folder = RunFolder(output: historyParent, name: "\(number)")
            if mkdir(folder.path, 0o777) == 0 { return folder }
            guard errno == EEXIST else {
                throw .file(FileError(path: folder.path, operation: .write, reason: .init(code: errno)))
            }
        }
    }

    /// The history's entry at this path, `OUTPUT/.history/NAME/N`; nil for any other path.
    var asHistoryEntry: HistoryEntry? {
        let whole = URL(fileURLWithPath: path).standardizedFileURL
        let run = whole.deletingLastPathComponent()
        let history = run.deletingLastPathComponent()
        guard let number = HistoryEntry.number(named: whole.lastPathComponent),
            history.lastPathComponent == FolderName.history
        else { return nil }
        // Keeps the path as the user wrote it, if it has all four parts.
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let output =
            parts.count > 3
            ? parts.dropLast(3).joined(separator: "/") : history.deletingLastPathComponent().path
        return HistoryEntry(
            run: RunFolder(output: output.isEmpty ? "/" : output, name: run.lastPathComponent), number: number)
    }
}
