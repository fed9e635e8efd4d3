public import Files
import Foundation

/// Why a run folder cannot be read or written.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Why a `study.json` does not count.
    public enum StudyProblem: Sendable, Equatable {
        /// The folder's spec belongs to a study, and the file is missing.
        case missing
        /// It is not as a run writes it.
        case malformed
        /// It is of another experiment than the folder's spec.
        case foreign

        var words: String {
            switch self {
            case .missing: "missing"
            case .malformed: "not as a run writes it"
            case .foreign: "of another experiment than spec.json"
            }
        }
    }

    /// A file or folder cannot be read or written.
    case file(FileError)
    /// Another call trains something else in this folder.
    case inUse(path: String)
    /// Another call uses a range test of other settings in this folder.
    case rangeTestInUse(path: String)
    /// The initial weights are in the folder whose files the run would replace.
    case wouldReplace(path: String, name: String)
    /// `study.json` is missing, altered or of another experiment.
    case study(path: String, StudyProblem)
    /// A file is not as it was written, by the hash that it carries of itself.
    case altered(path: String)
    /// No run wrote what has the name of a seed's folder.
    case nameTaken(path: String)
    /// A file is not as a run writes it; `line` counts from 1, nil if unknown.
    case malformed(path: String, line: Int?, what: String)

    /// The message: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .inUse(let path):
            "\(path): another call is training other settings into this folder; wait for it, or set another name"
        case .rangeTestInUse(let path):
            "\(path): another call uses a range test of other settings in this folder; wait for it, or set another name"
        case .wouldReplace(let path, let name):
            "\(path): lies in the folder of \(name), whose files this run replaces: copy it elsewhere or set another name"
        case .study(let path, let problem):
            "\(path): \(problem.words); run the study again to write it, which trains no complete seed"
        case .altered(let path): "\(path): altered since a run wrote it; `onecycle verify` names every such file"
        case .nameTaken(let path):
            "\(path): no run wrote it; move it elsewhere, or give the run another name with --name"
        case .malformed(let path, let line, let what):
            "\(path)\(line.map { ":\($0)" } ?? ""): \(what); run the spec again with --force"
        }
    }
}

extension StoreError {
    /// Whether an error of writing results will meet every other run, too: the disk is full, read-only, broken or gone.
    static func isOfWholeFolder(_ error: any Error) -> Bool {
        guard case .file(let file)? = error as? StoreError, file.operation == .write, let code = file.reason.code else {
            return false
        }
        return [ENOSPC, EDQUOT, EROFS, EIO, ENOENT].contains(code)
    }
}

/// The file operations of run folders: those of module `Files`, with `StoreError`.
enum StoredFile {
    /// Runs a file operation and turns its error into one of this type.
    static func of<Result>(_ operation: () throws(FileError) -> Result) throws(StoreError) -> Result {
        do throws(FileError) {
            return try operation()
        } catch {
            throw .file(error)
        }
    }

    /// A file's bytes.
    static func bytes(of path: String) throws(StoreError) -> [UInt8] {
        try of { () throws(FileError) in try InputFile.bytes(of: path, limit: .max) }
    }

    /// Writes a file as a whole and syncs it.
    static func write(_ bytes: some Collection<UInt8>, to path: String) throws(StoreError) {
        try of { () throws(FileError) in try AtomicFile.write(bytes, to: path) }
    }

    /// Writes and syncs a file of a folder that will take its place as a whole.
    static func writeNew(_ bytes: some Collection<UInt8>, to path: String) throws(StoreError) {
        try of { () throws(FileError) in try NewFile.write(bytes, to: path) }
    }

    /// Removes a file, or a folder with everything in it; a missing one is no error.
    static func remove(_ path: String) throws(StoreError) {
        try of { () throws(FileError) in try FileSystem.remove(path) }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(StoreError) {
        try of { () throws(FileError) in try FileSystem.makeFolder(path) }
    }
}
