import Files
import Foundation
import Text

/// The result of `onecycle verify`, which hashes every file again that a run recorded.
public struct Verification: Sendable {
    /// Lines about files that were altered, are missing or cannot be read.
    public private(set) var problems: [String] = []
    /// Lines about files of older versions, which have no record of themselves.
    public private(set) var notes: [String] = []
    /// Number of run folders, with those of the history.
    public private(set) var folders = 0
    /// Number of their seeds.
    public private(set) var seeds = 0
    /// Number of their range tests.
    public private(set) var rangeTests = 0

    /// - Parameter paths: folders of results and run folders, each with its history; or folders of the history.
    /// - Throws: `ResultsError` if a path is none of these.
    public init(_ paths: [String]) throws(ResultsError) {
        for path in paths {
            let own = RunFolder(path: path)
            guard FileSystem.isFolder(path) else { throw ResultsError(path: path, kind: .noFolder) }
            if own.isOfRun {
                check(own)
                for entry in own.history { check(entry.folder) }
                continue
            }
            let names: [String]
            do {
                names = try FileSystem.names(in: path)
            } catch {
                throw ResultsError(path: path, kind: .cannotRead(reason: error.reason.words))
            }
            let runs = names.filter { !$0.hasPrefix(".") }.sorted().map { RunFolder(output: path, name: $0) }
                .filter(\.isOfRun)
            for run in runs { check(run) }
            let before = folders
            for name in ((try? FileSystem.names(in: path + "/" + FolderName.history)) ?? []).sorted() {
                for entry in RunFolder(output: path, name: name).history { check(entry.folder) }
            }
            if runs.isEmpty, folders == before { throw ResultsError(path: path, kind: .noRuns) }
        }
    }

    private mutating func check(_ folder: RunFolder) {
        let check = FolderCheck(folder)
        folders += 1
        seeds += check.seeds.count
        rangeTests += check.hasRangeTest ? 1 : 0
        problems += check.problems.map { "\($0.path): \($0.words)" }
        notes += check.withoutRecord.map { "\($0): written by an older version, without a record of itself; accepted" }
    }
}
