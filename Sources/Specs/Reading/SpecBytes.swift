import FigureFiles
import Files

/// The text of a spec, from a JSON file or from a figure, which carries its spec.
enum SpecBytes {
    /// The bytes of a spec file, or of each spec of a figure.
    /// - Throws: one issue.
    static func readAll(_ path: String) throws(SpecError) -> [[UInt8]] {
        let bytes = try read(path)
        return isFigure(path) ? SpecList.split(bytes) ?? [bytes] : [bytes]
    }

    /// The bytes of a spec file, or of a figure's spec, which is a list if the figure shows several.
    /// - Throws: one issue.
    static func read(_ path: String) throws(SpecError) -> [UInt8] {
        do throws(FileError) {
            guard isFigure(path) else { return try InputFile.bytes(of: path, limit: SpecFile.sizeLimit) }
            // A missing file has the same message as for JSON files.
            _ = try InputFile.first(1, of: path, limit: .max)
        } catch {
            throw SpecError([SpecIssue(file: path, keyPath: "", kind: .file(error.reason))])
        }
        let reason: String
        do {
            let spec = try FigureMetadata(contentsOf: path).spec
            if !spec.isEmpty { return Array(spec.utf8) }
            reason = "it carries none"
        } catch {
            reason = error.message
        }
        throw SpecError([SpecIssue(file: path, keyPath: "", kind: .figure(reason))])
    }

    /// Whether a file is a figure, by the ending of its name.
    private static func isFigure(_ path: String) -> Bool {
        let name = path.lowercased()
        return FigureFormat.allCases.contains { name.hasSuffix("." + $0.rawValue) }
    }
}
