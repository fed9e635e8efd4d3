import Files
import Foundation
import Specs

/// The result of `onecycle restore`.
public struct Restored: Sendable {
    /// The seeds that are back.
    public let seeds: [UInt64]
    /// The seeds that are back, and have not ended.
    public let unfinished: [UInt64]
    /// Whether the range test is back.
    public let hasRangeTest: Bool
}

extension RunFolder {
    /// Moves a folder of the history back. The results here move to the history in exchange.
    ///
    /// An interrupted call loses nothing: the same call continues it.
    /// - Parameters:
    ///   - number: of the history's folder.
    ///   - report: called when results of this folder have moved, before others take their place.
    /// - Throws: `RestoreError`; `StoreError.inUse` or `.rangeTestInUse` if a call works here; `StoreError.file`.
    public func restore(_ number: Int, onMove report: (MovedSeeds) -> Void = { _ in }) throws -> Restored {
        let all = history
        guard let entry = all.first(where: { $0.number == number }) else {
            throw RestoreError(folder: path, kind: .noEntry(number, known: all.map(\.number)))
        }
        guard entry.folder.holdsResults else { throw RestoreError(folder: entry.folder.path, kind: .noRunFolder) }
        try make()
        let use = try ExclusiveUse(of: self)
        defer { withExtendedLifetime(use) {} }
        let (seeds, unfinished, hasRangeTest) = (entry.seeds, entry.unfinished, entry.hasRangeTest)
        let names = try StoredFile.of { () throws(FileError) in try FileSystem.names(in: entry.folder.path) }
        try checkRoom(for: names)
        for name in names where Self.recordNames.contains(name) && !FileSystem.isRegular(entry.folder.file(name)) {
            throw RestoreError(folder: entry.folder.path, kind: .noFile(entry.folder.file(name)))
        }
        if let moved = try exchangeRangeTest(with: entry) {
            report(moved)
            return Restored(seeds: [], unfinished: [], hasRangeTest: true)
        }
        if !isPartOf(entry, names), let moved = try moveEverything() { report(moved) }
        // The spec first: from then on the folder can be read.
        for name in Self.recordNames.reversed() where names.contains(name) {
            try StoredFile.write(try StoredFile.bytes(of: entry.folder.file(name)), to: file(name))
        }
        for name in names where !Self.recordNames.contains(name) { try entry.folder.move(name, to: self) }
        try finish(entry)
        return Restored(seeds: seeds, unfinished: unfinished, hasRangeTest: hasRangeTest)
    }

    /// Restores a range test alone: the seeds here, of the same training, stay.
    /// - Returns: the range test that was here; nil if the entry is another one.
    private func exchangeRangeTest(with entry: HistoryEntry) throws(StoreError) -> MovedSeeds? {
        guard entry.seeds.isEmpty, entry.unfinished.isEmpty, let then = entry.folder.ownSpec, let now = ownSpec,
            then.trainingHash == now.trainingHash, !recordedSeeds().isEmpty,
            var moved = try moveOtherTrainings(than: then, isToTrain: true)
        else { return nil }
        moved.reason = .restored
        let spec = then.withSeeds(now.spec.seeds).placed(in: now.trial)
        try StoredFile.write(spec.recordedDocument.utf8, to: file(.spec))
        for name in RunFile.ofRangeTest.map(\.rawValue) + entry.folder.figureNames(ofRangeTestAlone: true) {
            try entry.folder.move(name, to: self)
        }
        try finish(entry)
        return moved
    }

    /// Removes what is left of an entry that was moved back: copies.
    private func finish(_ entry: HistoryEntry) throws(StoreError) {
        for name in Self.recordNames { try StoredFile.remove(entry.folder.file(name)) }
        rmdir(entry.folder.path)
        rmdir(historyParent)
    }

    /// Checks that no file of the user has the name of a restored one.
    /// - Throws: `RestoreError` of the kind `.taken`.
    private func checkRoom(for names: [String]) throws {
        let own = Set(
            Self.recordNames + recordedSeeds().map(FolderName.seed) + unfinishedSeeds().map(FolderName.unfinished)
                + figureNames(ofRangeTestAlone: false))
        for name in names.sorted() where FileSystem.isTaken(file(name)) && !own.contains(name) {
            throw RestoreError(folder: path, kind: .taken(file(name)))
        }
    }

    /// Whether an earlier call was interrupted while it moved this entry back.
    private func isPartOf(_ entry: HistoryEntry, _ names: [String]) -> Bool {
        // Both nil: the entry has no spec, and what it held is here without one.
        let (own, other) = (try? StoredFile.bytes(of: file(.spec)), try? StoredFile.bytes(of: entry.folder.file(.spec)))
        guard own == other else { return false }
        return !names.contains { !Self.recordNames.contains($0) && FileSystem.isTaken(file($0)) }
    }
}

/// Why a run cannot be restored; nothing was changed.
public struct RestoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The problem.
    public enum Kind: Sendable, Equatable {
        /// The history has no folder of this number.
        case noEntry(Int, known: [Int])
        /// The history has nothing of this name.
        case noHistory
        /// The folder of the history has neither a spec nor results.
        case noRunFolder
        /// A file that no run wrote has the name of a restored one.
        case taken(String)
        /// A folder, a broken link or the like stands in the place of a file of the history.
        case noFile(String)
    }
    /// The folder with the problem: a run folder, or one of the history.
    public var folder: String
    /// The problem.
    public var kind: Kind

    /// - Parameters:
    ///   - folder: that the problem is about.
    ///   - kind: the problem.
    public init(folder: String, kind: Kind) {
        self.folder = folder
        self.kind = kind
    }

    /// The message: what is wrong, and what to do.
    public var description: String {
        switch kind {
        case .noHistory, .noEntry(_, known: []): "\(folder): no earlier results: its history is empty"
        case .noEntry(let number, let known):
            "\(folder): its history has no \(number); choose one of \(known.map(String.init).joined(separator: ", "))"
        case .noRunFolder: "\(folder): not a run folder: it has no spec.json"
        case .noFile(let path): "\(path): not a regular file; move it elsewhere, or put the file in its place"
        case .taken(let path):
            "\(path): no run wrote it, but the restored run needs this name; move it elsewhere first"
        }
    }
}
