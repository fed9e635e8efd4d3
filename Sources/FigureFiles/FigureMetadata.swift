/// How a figure was made, as its file says: enough to make it again.
///
/// PNG files hold it as text chunks, SVG files in `<metadata>`, PDF files as document properties. What is empty is left
/// out.
public struct FigureMetadata: Sendable, Equatable {
    /// The figure's headline.
    public var title: String
    /// The resolved spec, as JSON; of several, a list of them.
    public var spec: String
    /// The seeds that are drawn.
    public var seeds: [UInt64]
    /// Hash of the data that was trained on.
    public var dataHash: String
    /// Version of the program that drew it.
    public var version: String
    /// Size of the page, where it is not that of the spec's medium: "450ptx300pt".
    public var size: String

    /// What a file is to say of itself.
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

    /// What is said, one by one.
    enum Key: String, CaseIterable {
        case title, spec, seeds, data, version, size
    }

    /// Most bytes of one text that is read.
    static let textLimit = 1 << 22

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
        // No format has room for a zero, and C ends there.
        return text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    /// All that is said.
    var texts: [(key: Key, text: String)] {
        Key.allCases.map { ($0, text($0)) }.filter { !$0.text.isEmpty }
    }
}
