package import FigureFiles

/// The data stored in a figure, as text.
package enum FigureText {
    /// One line per stored field, then the spec.
    package static func lines(_ metadata: FigureMetadata) -> [String] {
        let hashes = metadata.dataHash.split(separator: ",").map(String.init)
        let seeds = metadata.seeds.map(String.init).joined(separator: ", ")
        let fields = [
            ("title", metadata.title), ("version", metadata.version), ("seeds", seeds),
            ("training images", hashes.first ?? ""), ("validation images", hashes.dropFirst().first ?? ""),
            ("size", metadata.size.isEmpty ? "" : "\(metadata.size), from --size (not in the spec)"),
        ]
        let lines = fields.filter { !$0.1.isEmpty }.map { "\($0.0): \(oneLine($0.1))" }
        return lines + (metadata.spec.isEmpty ? [] : ["spec:", spec(metadata)])
    }

    /// The JSON that a figure stores: one spec, or a list of several.
    package static func list(_ specs: [String]) -> String {
        specs.count > 1 ? "[\n" + specs.joined(separator: ",\n") + "]\n" : specs.first ?? ""
    }

    /// The spec without its last line break.
    package static func spec(_ metadata: FigureMetadata) -> String {
        let text = metadata.spec
        return printable(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }

    private static func oneLine(_ text: String) -> String {
        printable(text).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Drops control characters: a file from elsewhere may hold any.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }))
    }
}
