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
}
