import Files
import Foundation

/// A seed's folder, compared with the hashes that its summary records.
struct SeedCheck {
    /// A file that is not as the run wrote it.
    struct Problem: Equatable {
        var file: SeedFile
        var reason: Reason

        enum Reason: Equatable {
            case missing
            case altered
            /// The system refuses to read it.
            case unreadable(FileError)
        }
    }

    /// The content at the seed's path.
    enum Content {
        case nothing
        /// A file, or a folder with files that no run writes and without a summary.
        case foreign
        /// The system refuses to read it.
        case unreadable(FileError)
        /// A run's folder without a summary that can be used.
        case withoutSummary(Problem)
        /// How the run ended, and the files that are not as it wrote them.
        case recorded(RunSummary, [Problem])
    }

    let content: Content

    /// - Parameters:
    ///   - seed: the one that the summary must name; nil: any.
    ///   - path: the folder's.
    ///   - hashesFiles: false to read the summary alone.
    init(_ seed: UInt64?, at path: String, hashesFiles: Bool = true) {
        content = Self.content(of: seed, at: path, hashesFiles)
    }

    /// The state for a training, by the first problem.
    func state(specHash: String) -> RunFolder.SeedState {
        switch content {
        case .nothing: .missing
        case .foreign: .foreign
        case .unreadable(let error): .unreadable(error)
        case .withoutSummary(let problem): .damaged(file: problem.file.rawValue)
        case .recorded(let summary, let problems):
            if summary.hashes.spec != specHash {
                .otherTraining
            } else if let problem = problems.first {
                if case .unreadable(let error) = problem.reason {
                    .unreadable(error)
                } else {
                    .damaged(file: problem.file.rawValue)
                }
            } else {
                .complete(summary)
            }
        }
    }

    private static func content(of seed: UInt64?, at path: String, _ hashesFiles: Bool) -> Content {
        do throws(FileError) {
            switch try FileSystem.kind(of: path) {
            case nil: return FileSystem.isTaken(path) ? .foreign : .nothing
            case .folder: break
            default: return .foreign
            }
        } catch {
            return .unreadable(error)
        }
        let file = path + "/" + SeedFile.summary.rawValue
        do throws(StoreError) {
            let summary = try StoreJSON.decode(RunSummary.self, at: file)
            guard seed.map({ $0 == summary.seed }) ?? true else {
                return .withoutSummary(Problem(file: .summary, reason: .altered))
            }
            return .recorded(summary, hashesFiles ? problems(of: summary, at: path) : [])
        } catch .file(let error) {
            return error.reason == .missing ? withoutSummary(at: path) : failed(error)
        } catch {
            return .withoutSummary(Problem(file: .summary, reason: .altered))
        }
    }

    private static func failed(_ error: FileError) -> Content {
        error.reason.isRefusal
            ? .unreadable(error) : .withoutSummary(Problem(file: .summary, reason: .altered))
    }

    /// A folder without a summary is a run's if it holds only files that runs write.
    private static func withoutSummary(at path: String) -> Content {
        do throws(FileError) {
            let names = try FileSystem.names(in: path)
            if names.isEmpty { return .nothing }
            let own = Set(SeedFile.allCases.map(\.rawValue))
            return own.isSuperset(of: names)
                ? .withoutSummary(Problem(file: .summary, reason: .missing)) : .foreign
        } catch {
            return .unreadable(error)
        }
    }

    private static func problems(of summary: RunSummary, at path: String) -> [Problem] {
        summary.hashes.files.compactMap { file, hash in
            do throws(FileError) {
                let found = try ContentDigest.ofFile(path + "/" + file.rawValue)
                return found == hash ? nil : Problem(file: file, reason: .altered)
            } catch {
                if error.reason == .missing { return Problem(file: file, reason: .missing) }
                return Problem(file: file, reason: error.reason.isRefusal ? .unreadable(error) : .altered)
            }
        }
    }
}

extension RunSummary.Hashes {
    /// The files of a seed's folder with their hashes.
    var files: [(file: SeedFile, hash: String)] {
        [(.steps, steps), (.epochs, epochs), (.model, model)] + (best.map { [(.best, $0)] } ?? [])
    }
}
