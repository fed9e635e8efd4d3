import Foundation

/// A text file that appears whole or not at all.
public enum TextFile {
    /// Writes `text` to `path`.
    /// - Throws: `StoreError.cannotWrite`.
    public static func write(_ text: String, to path: String) throws(StoreError) {
        try AtomicFile.write(Data(text.utf8), to: path)
    }
}
