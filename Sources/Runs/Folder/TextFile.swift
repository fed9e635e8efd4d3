import Specs
import Foundation

/// A text file that appears whole or not at all.
public enum TextFile {
    /// Writes `text` to `path`. What is there and is no file, such as a pipe or a device, is written to as it is, and so
    /// is what a link leads to.
    /// - Throws: `StoreError.cannotWrite`.
    public static func write(_ text: String, to path: String) throws(StoreError) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard RegularFile.exists(target), !RegularFile.isRegular(target) else {
            try AtomicFile.write(Data(text.utf8), to: target)
            return
        }
        do {
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
        } catch {
            throw .cannotWrite(path: path, reason: AtomicFile.reason(of: error))
        }
    }

    /// The same of a text that comes in pieces and need not be in memory as a whole.
    /// - Parameter fill: writes the pieces, in order.
    /// - Throws: `StoreError.cannotWrite`, or what `fill` throws; nothing is left behind then.
    public static func write(to path: String, _ fill: (_ write: (String) throws -> Void) throws -> Void) throws {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let isReplaced = !RegularFile.exists(target) || RegularFile.isRegular(target)
        let place = isReplaced ? "\(target).\(UUID().uuidString)" : target
        func trying(_ action: () throws -> Void) throws(StoreError) {
            do { try action() } catch { throw .cannotWrite(path: path, reason: AtomicFile.reason(of: error)) }
        }
        do {
            if isReplaced { try trying { try Data().write(to: URL(fileURLWithPath: place)) } }
            var file: FileHandle?
            try trying { file = try FileHandle(forWritingTo: URL(fileURLWithPath: place)) }
            try fill { piece in try trying { try file?.write(contentsOf: Data(piece.utf8)) } }
            try trying { try file?.close() }
            guard isReplaced, rename(place, target) != 0 else { return }
            throw StoreError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
        } catch {
            if isReplaced { try? FileManager.default.removeItem(atPath: place) }
            throw error
        }
    }
}
