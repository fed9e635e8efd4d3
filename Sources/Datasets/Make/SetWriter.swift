import Files
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes drawn digits into a new folder, which appears whole or not at all.
public struct SetWriter: Sendable {
    private let digits: DrawnDigits
    private let format: SetFormat
    private let threads: Int

    /// - Parameter threads: threads to use; the files do not depend on it.
    public init(_ digits: DrawnDigits, as format: SetFormat, threads: Int) {
        self.digits = digits
        self.format = format
        self.threads = threads
    }

    /// Draws and writes.
    ///
    /// - Parameters:
    ///   - folder: is made; an empty one is taken.
    ///   - isCancelled: asked often, from any thread; ends the call when true.
    /// - Returns: what was written.
    /// - Throws: `SetWritingError`, `DatasetError` or `PictureError`.
    @discardableResult public func write(
        to folder: String, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> (train: ImageDataset, valid: ImageDataset) {
        try checkCounts()
        try Self.checkEmpty(folder)
        let path = URL(fileURLWithPath: folder).standardizedFileURL.path
        let partial = "\(path).\(getpid()).partial"
        do {
            try Self.makeFolder(partial)
            let split = try digits.draw(threads: threads, isCancelled: isCancelled)
            for (set, part) in [(split.train, SetPart.train), (split.valid, .valid)] {
                switch format {
                case .png: try PictureFolderWriter.write(set, part, to: partial, threads: threads, isCancelled)
                case .idx: try IDXWriter.write(set, part, to: partial)
                }
                if isCancelled() { throw SetWritingError.interrupted }
            }
            guard rename(partial, path) == 0 else {
                if errno == ENOTEMPTY || errno == EEXIST { throw SetWritingError.notEmpty(path: folder) }
                throw SetWritingError.cannotWrite(path: folder, reason: String(cString: strerror(errno)))
            }
            return (split.train, split.valid)
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            if error as? DatasetError == .interrupted { throw SetWritingError.interrupted }
            throw error
        }
    }

    /// Every class has an image among as many in a row as there are classes.
    private func checkCounts() throws {
        let classes = digits.digits.count
        guard digits.trainCount < classes || digits.validCount < classes else { return }
        var least = classes
        while DrawnDigits.validCount(with: least) < classes { least += 1 }
        throw SetWritingError.tooFewImages(count: digits.trainCount, classes: classes, least: least)
    }

    private static func checkEmpty(_ folder: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue, try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else {
            throw SetWritingError.notEmpty(path: folder)
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(SetWritingError) {
        do {
            try FileSystem.makeFolder(path)
        } catch {
            throw .cannotWrite(path: path, reason: "the folder cannot be made")
        }
    }

    /// Writes a new file. It is not synced: the set can be drawn again.
    static func writeFile(_ bytes: [UInt8], to path: String) throws(SetWritingError) {
        do {
            try NewFile.write(bytes, to: path, synced: false)
        } catch {
            throw .cannotWrite(path: path, reason: error.reason.words)
        }
    }
}

/// The two parts of a set.
enum SetPart: String {
    case train
    case valid

    /// What the names of IDX files begin with.
    var stem: String { self == .train ? "train" : "t10k" }
}
