/// The origin of a figure, stored in its file: enough to draw it again.
///
/// PNG files store it in text chunks, SVG files in `<metadata>`, PDF files in document properties. Empty values are not
/// stored.
public struct FigureMetadata: Sendable, Equatable {
    /// The figure's headline.
    public var title: String
    /// The resolved spec as JSON; for several specs, a list.
    public var spec: String
    /// The seeds that are drawn.
    public var seeds: [UInt64]
    /// Hash of the training data.
    public var dataHash: String
    /// Version of the program that drew the figure.
    public var version: String
    /// Size of the page if it differs from the spec's medium: "450ptx300pt".
    public var size: String

    /// Creates metadata from its parts.
    public init(
        title: String = "", spec: String = "", seeds: [UInt64] = [], dataHash: String = "", version: String = "",
        size: String = ""
    ) {
        self.title = title
        self.spec = spec
        self.seeds = seeds
        self.dataHash = dataHash
        self.version = version
        self.size = size
    }

    /// The names of the values.
    enum Key: String, CaseIterable {
        case title, spec, seeds, data, version, size
    }

    /// Maximum size of a text that is read, bytes.
    static let maxTextSize = 1 << 22

    init(texts: [Key: String]) {
        title = texts[.title] ?? ""
        spec = texts[.spec] ?? ""
        seeds = (texts[.seeds] ?? "").split { $0 == "," || $0 == " " }.compactMap { UInt64($0) }
        dataHash = texts[.data] ?? ""
        version = texts[.version] ?? ""
        size = texts[.size] ?? ""
    }

    func text(_ key: Key) -> String {
        let text =
            switch key {
            case .title: title
            case .spec: spec
            case .seeds: seeds.map(String.init).joined(separator: ",")
            case .data: dataHash
            case .version: version
            case .size: size
            }
        // The formats cannot store U+0000, and C strings end there.
        return text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    /// All values that are not empty.
    var texts: [(key: Key, text: String)] {
        Key.allCases.map { ($0, text($0)) }.filter { !$0.text.isEmpty }
    }
}
