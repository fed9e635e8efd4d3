import Foundation

/// Files that appear whole or not at all.
enum AtomicFile {
    /// Writes `data` beside `path` and moves it into place.
    /// - Throws: `StoreError.cannotWrite`.
    static func write(_ data: Data, to path: String) throws(StoreError) {
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw .cannotWrite(path: path, reason: reason(of: error))
        }
    }

    /// A file's bytes.
    /// - Throws: `StoreError.cannotRead`.
    static func read(_ path: String) throws(StoreError) -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .cannotRead(path: path, reason: reason(of: error))
        }
    }

    /// Makes a folder and those above it.
    /// - Throws: `StoreError.cannotWrite`.
    static func makeFolder(_ path: String) throws(StoreError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: path, reason: reason(of: error))
        }
    }

    /// What the system says of a failed call, in its own few words.
    static func reason(of error: any Error) -> String {
        if let posix = (error as? CocoaError)?.underlying as? POSIXError {
            return String(cString: strerror(posix.code.rawValue))
        }
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        for candidate in [underlying, error as NSError].compactMap({ $0 }) where candidate.domain == NSPOSIXErrorDomain
        {
            return String(cString: strerror(Int32(clamping: candidate.code)))
        }
        return switch (error as NSError).code {
        case CocoaError.fileWriteNoPermission.rawValue, CocoaError.fileReadNoPermission.rawValue: "permission denied"
        case CocoaError.fileWriteOutOfSpace.rawValue: "no space left on the device"
        case CocoaError.fileNoSuchFile.rawValue, CocoaError.fileReadNoSuchFile.rawValue: "no such file or folder"
        case CocoaError.fileWriteFileExists.rawValue: "a file is in the way"
        case CocoaError.fileWriteVolumeReadOnly.rawValue: "the file system is read-only"
        default: "the system refused (\((error as NSError).code))"
        }
    }
}

/// What can go wrong with run folders.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    case cannotWrite(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    /// Another call trains something else in this folder.
    case inUse(path: String)
    /// Weights that a run begins with lie in the folder that it would write anew.
    case wouldReplace(path: String, name: String)
    /// A study.json that is not what a run writes.
    case malformedStudy(path: String)
    /// A file of a run folder that is not what a run writes; `line` from 1 where it is known.
    case malformed(path: String, line: Int?, what: String)

    public var description: String {
        switch self {
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written: \(reason)"
        case .inUse(let path):
            "\(path): another call is training other settings into this folder; wait for it, or set another name"
        case .wouldReplace(let path, let name):
            "\(path): lies in the folder of \(name), whose files this run replaces: copy it elsewhere or set another name"
        case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
        case .malformedStudy(let path):
            "\(path): not what a run writes; run the study again: it writes the file and trains nothing anew"
        case .malformed(let path, let line, let what):
            "\(path)\(line.map { ":\($0)" } ?? ""): \(what); run the spec again with --force"
        }
    }
}
