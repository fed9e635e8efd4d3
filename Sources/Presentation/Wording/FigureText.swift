package import FigureFiles
import Text

/// The data stored in a figure, as text.
package enum FigureText {
    /// One line per stored field, then the spec.
    package static func lines(_ metadata: FigureMetadata) -> [String] {
        let hashes = metadata.dataHash.split(separator: ",").map(String.init)
        let seeds = metadata.seeds.map(String.init).joined(separator: ", ")
        let fields = [
            ("title", metadata.title.replacing("\n", with: " ")), ("version", metadata.version), ("seeds", seeds),
            ("training images", hashes.first ?? ""), ("validation images", hashes.dropFirst().first ?? ""),
            ("size", metadata.size.isEmpty ? "" : "\(metadata.size), from --size (not in the spec)"),
        ]
        let lines = fields.filter { !$0.1.isEmpty }.map { "\($0.0): \(OneLine.text($0.1))" }
        return lines + (metadata.spec.isEmpty ? [] : ["spec:", spec(metadata)])
    }

    /// The JSON that a figure stores: one spec, or a list of several.
    package static func list(_ specs: [String]) -> String {
        specs.count > 1 ? "[\n" + specs.joined(separator: ",\n") + "]\n" : specs.first ?? ""
    }

    /// The spec without its last line break. Control and formatting characters in JSON's strings are escaped: a file from
    /// elsewhere may hold any.
    package static func spec(_ metadata: FigureMetadata) -> String {
        let text = metadata.spec
        return OneLine.lines(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
}
