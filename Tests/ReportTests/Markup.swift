/// A page's tags, by a reader that follows a browser where it matters: `<` before a letter or `/` begins a tag,
/// attributes end at their quote, and `<style>` is text up to its end.
struct Markup {
    struct Tag {
        var name: String
        var isEnd: Bool
        /// By name; repeated ones are in `repeated`.
        var attributes: [String: String]
        /// Names that a tag has twice; browsers take the first.
        var repeated: [String]
    }

    var tags: [Tag] = []
    /// Errors in how tags are nested.
    private(set) var problems: [String] = []

    static let void: Set<String> = ["meta", "link", "br", "img", "hr", "input", "wbr"]

    init(_ page: String) {
        var rest = page.unicodeScalars[...]
        var open: [String] = []
        while let place = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: place)...]
            guard let first = rest.first, first.properties.isAlphabetic || first == "/" else { continue }
            let isEnd = first == "/"
            if isEnd { rest = rest.dropFirst() }
            let name = Self.take(&rest) { $0 != ">" && $0 != "/" && !$0.properties.isWhitespace }
            var tag = Tag(name: name, isEnd: isEnd, attributes: [:], repeated: [])
            let isEmpty = Self.attributes(&rest, &tag)
            tags.append(tag)
            if isEnd {
                if open.popLast() != name { problems.append("</\(name)> ends another element") }
            } else if !isEmpty, !Self.void.contains(name) {
                open.append(name)
            }
            if name == "style", !isEnd {
                while !rest.isEmpty, !rest.starts(with: "</style>".unicodeScalars) { rest = rest.dropFirst() }
            }
        }
        if !open.isEmpty { problems.append("not ended: \(open)") }
    }

    /// The values of an attribute, over all tags.
    func values(_ attribute: String) -> [String] { tags.compactMap { $0.attributes[attribute] } }

    /// How many elements of a name begin.
    func count(_ name: String) -> Int { tags.count { $0.name == name && !$0.isEnd } }

    private static func attributes(_ rest: inout Substring.UnicodeScalarView, _ tag: inout Tag) -> Bool {
        while true {
            _ = take(&rest) { $0.properties.isWhitespace }
            if rest.starts(with: "/>".unicodeScalars) {
                rest = rest.dropFirst(2)
                return true
            }
            guard let next = rest.first, next != ">" else {
                rest = rest.dropFirst()
                return false
            }
            var name = take(&rest) { $0 != "=" && $0 != ">" && !$0.properties.isWhitespace }
            if name.isEmpty, let sign = rest.popFirst() { name.unicodeScalars.append(sign) }
            var value = ""
            if rest.starts(with: "=\"".unicodeScalars) {
                rest = rest.dropFirst(2)
                value = take(&rest) { $0 != "\"" }
                rest = rest.dropFirst()
            }
            if tag.attributes[name] != nil { tag.repeated.append(name) }
            tag.attributes[name] = value
        }
    }

    private static func take(
        _ rest: inout Substring.UnicodeScalarView, while isPart: (Unicode.Scalar) -> Bool
    ) -> String {
        let part = rest.prefix(while: isPart)
        rest = rest[part.endIndex...]
        return String(String.UnicodeScalarView(part))
    }
}
