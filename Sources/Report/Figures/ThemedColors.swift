/// The colours of a page's figures that are others on a dark page: a class for each pair, which the page's stylesheet
/// gives its two values.
struct ThemedColors {
    private struct Pair: Hashable {
        var property: String
        var light: String
        var dark: String
    }

    private var numbers: [Pair: Int] = [:]
    private var pairs: [Pair] = []

    /// What may differ between light and dark, with the value of an attribute that is not there.
    static let properties = ["fill": "black", "fill-opacity": "1", "stroke": "none", "stroke-opacity": "1"]

    /// The class of a property's two values; nil where they are more than a colour or a share.
    mutating func name(_ property: String, light: String, dark: String) -> String? {
        let pair = Pair(property: property, light: light, dark: dark)
        if let number = numbers[pair] { return "t\(number)" }
        guard Self.isPlain(light), Self.isPlain(dark) else { return nil }
        pairs.append(pair)
        numbers[pair] = pairs.count
        return "t\(pairs.count)"
    }

    /// The rules of all classes; on paper figures are light.
    var stylesheet: String {
        func rules(_ value: (Pair) -> String) -> String {
            pairs.enumerated().map { "  .t\($0 + 1) { \($1.property): \(value($1)); }\n" }.joined()
        }
        return pairs.isEmpty
            ? ""
            : rules(\.light) + "  @media screen and (prefers-color-scheme: dark) {\n" + rules(\.dark) + "  }\n"
    }

    /// "#0072b2", ".35", "none"
    private static func isPlain(_ value: String) -> Bool {
        !value.isEmpty
            && value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "#"),
                    UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
