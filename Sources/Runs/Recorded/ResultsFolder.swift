import Files
import JSON
public import Specs
import Text

import Foundation

/// Everything in a folder of results: its run folders, or the folder itself if it is one.
public struct ResultsFolder: Sendable {
    /// A run folder that cannot be read.
    public struct Unreadable: Sendable {
        /// The folder.
        public let path: String
        /// The problems, one per line.
        public let lines: [String]
    }

    /// In the order of their folders' names; not all need be complete.
    public let experiments: [RecordedExperiment]
    /// In the same order.
    public let unreadable: [Unreadable]

    /// Reads every folder that a run wrote, except those whose names begin with a dot. One without its `spec.json` cannot be
    /// read.
    /// - Parameter look: overrides of keys that decide what is drawn, and how.
    /// - Throws: `ResultsError` if the folder is missing or holds no run folder.
    public init(path: String, look: [SpecOverride] = []) throws(ResultsError) {
        guard FileSystem.isFolder(path) else { throw ResultsError(path: path, kind: .noFolder) }
        var experiments: [RecordedExperiment] = []
        var unreadable: [Unreadable] = []
        for folder in try Self.runFolders(in: path) {
            do {
                for spec in try folder.recordedSpecs(overrides: look) {
                    experiments.append(try RecordedExperiment(spec, in: folder))
                }
            } catch let problems as SpecError {
                unreadable.append(Unreadable(path: folder.path, lines: problems.lines))
            } catch let error as StoreError {
                unreadable.append(Unreadable(path: folder.path, lines: ["\(error)"]))
            } catch {
                unreadable.append(Unreadable(path: folder.path, lines: ["\(folder.path): \(error)"]))
            }
        }
        if experiments.isEmpty, unreadable.isEmpty { throw ResultsError(path: path, kind: .noRuns) }
        self.experiments = experiments
        self.unreadable = unreadable
    }

    private static func runFolders(in path: String) throws(ResultsError) -> [RunFolder] {
        let own = RunFolder(path: path)
        if own.isOfRun { return [own] }
        let names: [String]
        do {
            names = try FileSystem.names(in: path)
        } catch {
            throw ResultsError(path: path, kind: .cannotRead(reason: error.reason.words))
        }
        return names.filter { !$0.hasPrefix(".") }.sorted().map { RunFolder(output: path, name: $0) }
            .filter(\.isOfRun)
    }
}

/// Why a folder has no results.
public struct ResultsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The problem.
    public enum Kind: Sendable, Equatable {
        /// The folder does not exist.
        case noFolder
        /// The folder holds no run folder.
        case noRuns
        /// The folder cannot be read.
        case cannotRead(reason: String)
    }
    /// The folder.
    public var path: String
    /// The problem.
    public var kind: Kind

    /// The message: what is wrong, and what to do.
    public var description: String {
        let place = Printable.text(path)
        return switch kind {
        case .noFolder: "\(place): no such folder; choose the one that `onecycle run` wrote into"
        case .noRuns: "\(place): no run folder in it; `onecycle run SPEC --output \(place)` makes one"
        case .cannotRead(let reason): "\(place): cannot be read: \(reason)"
        }
    }
}
