import Raster
import Files
import FigureFiles

/// Where the text of a spec is: in a JSON file, or in a figure, which carries the spec that it was drawn for.
enum SpecBytes {
    /// The bytes of a spec file; of a figure, those of each spec that it shows.
    /// - Throws: one problem.
    static func readAll(_ path: String) throws(SpecProblems) -> [[UInt8]] {
        let bytes = try read(path)
        return isFigure(path) ? SpecList.split(bytes) ?? [bytes] : [bytes]
    }

    /// The bytes of a spec file; of a figure, those of its spec, which is a list where it shows several.
    /// - Throws: one problem.
    static func read(_ path: String) throws(SpecProblems) -> [UInt8] {
        do throws(FileError) {
            guard isFigure(path) else { return try InputFile.bytes(of: path, limit: SpecFile.sizeLimit) }
            // What is no file is said to be so in the words that all specs have.
            _ = try InputFile.first(1, of: path, limit: .max)
        } catch {
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: .file(error.reason))])
        }
        let reason: String
        do {
            let spec = try FigureMetadata(contentsOf: path).spec
            if !spec.isEmpty { return Array(spec.utf8) }
            reason = "it carries none"
        } catch {
            reason = error.message
        }
        throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: .figure(reason))])
    }

    /// Whether a file is a figure, by the ending of its name.
    private static func isFigure(_ path: String) -> Bool {
        let name = path.lowercased()
        return FigureFormat.allCases.contains { name.hasSuffix("." + $0.rawValue) }
    }
}
