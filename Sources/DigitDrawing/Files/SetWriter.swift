package import Datasets
import Files
import Foundation
import Raster

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes drawn digits into a new folder, which appears complete or not at all.
package struct SetWriter: Sendable {
    private let digits: DrawnDigits
    private let format: SetFormat
    private let threads: Int

    /// Creates a writer.
    /// - Parameters:
    ///   - digits: the images to draw.
    ///   - format: the kind of files.
    ///   - threads: number of threads; the files do not depend on it.
    package init(_ digits: DrawnDigits, as format: SetFormat, threads: Int) {
        self.digits = digits
        self.format = format
        self.threads = threads
    }

    /// Draws the images and writes them.
    ///
    /// - Parameters:
    ///   - folder: the new folder; it may exist if it is empty.
    ///   - isCancelled: called often, from any thread; the call stops if it returns true.
    /// - Returns: the images written.
    /// - Throws: `SetWritingError`, `DatasetError`, `DigitDrawingError` or `PictureError`.
    @discardableResult package func write(
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
                case .png: try ImageFolderWriter.write(set, part, to: partial, threads: threads, isCancelled)
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

    /// For K classes, K consecutive images hold every class: fewer than K may miss one.
    private func checkCounts() throws {
        let classes = digits.digits.count
        guard digits.trainCount < classes || digits.validCount < classes else { return }
        var min = classes
        while DrawnDigits.validCount(with: min) < classes { min += 1 }
        throw SetWritingError.tooFewImages(count: digits.trainCount, classes: classes, min: min)
    }

    private static func checkEmpty(_ folder: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue, try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else {
            throw SetWritingError.notEmpty(path: folder)
        }
    }

    /// Creates a folder and its parents.
    static func makeFolder(_ path: String) throws(SetWritingError) {
        do {
            try FileSystem.makeFolder(path)
        } catch {
            throw .cannotWrite(path: path, reason: "the folder cannot be created")
        }
    }

    /// Writes a new file without syncing it: the set can be drawn again.
    static func writeFile(_ bytes: [UInt8], to path: String) throws(SetWritingError) {
        do {
            try NewFile.write(bytes, to: path, synced: false)
        } catch {
            throw .cannotWrite(path: path, reason: error.reason.words)
        }
    }
}

/// A part of a set.
enum SetPart: String {
    case train
    case valid

    /// Prefix of the names of IDX files.
    var stem: String { self == .train ? "train" : "t10k" }
}
