/// A figure's SVG made fit to stand in a page beside others: checked against what may be there, without what the page
/// says itself, and with names of its own for what it refers to.
struct InlineSVG {
    /// The element, ready for HTML.
    let markup: String

    /// - Parameters:
    ///   - drawing: SVG files that differ in colours alone.
    ///   - prefix: of all its ids, unlike that of every other figure of the page.
    ///   - label: what it shows, as text.
    ///   - colors: of the page; what this figure has of its own is added.
    init(
        _ drawing: ReportFigure.Drawing, prefix: String, label: String, colors: inout ThemedColors
    ) throws(FigureTrouble) {
        var (reader, dark) = (SVGReader(drawing.light), SVGReader(drawing.dark))
        var writer = Writer(prefix: prefix, label: label, colors: colors)
        while true {
            let offset = reader.offset
            let (token, other) = (try reader.next(), try dark.next())
            if token == nil, other == nil { break }
            guard let token, let other else {
                throw FigureTrouble(figure: "", kind: .difference("the number of elements"), offset: offset)
            }
            try writer.add(token, other, at: offset)
        }
        guard writer.isWhole else { throw reader.trouble("the end of <svg>") }
        markup = String(decoding: writer.bytes, as: UTF8.self)
        colors = writer.colors
    }

    private struct Writer {
        let prefix: String
        let label: String
        var colors: ThemedColors
        var bytes: [UInt8] = []
        /// Elements that are open, from the outermost on.
        private var open: [String] = []
        /// How many of them were open where what is left out began; nil: nothing is left out.
        private var droppedFrom: Int?
        private var hasRoot = false

        var isWhole: Bool { hasRoot && open.isEmpty }

        init(prefix: String, label: String, colors: ThemedColors) {
            self.prefix = prefix
            self.label = label
            self.colors = colors
        }

        /// - Parameter dark: the token at the same place of the drawing for dark pages.
        mutating func add(
            _ token: SVGReader.Token, _ dark: SVGReader.Token, at offset: Int
        ) throws(FigureTrouble) {
            func trouble(_ kind: FigureTrouble.Kind) -> FigureTrouble {
                FigureTrouble(figure: "", kind: kind, offset: offset)
            }
            switch token {
            case .text(let text):
                if open.isEmpty {
                    if !text.allSatisfy(Self.isSpace) { throw trouble(.syntax("nothing outside of <svg>")) }
                } else if token != dark {
                    throw trouble(.difference("a text"))
                } else if droppedFrom == nil, !(bytes.last == Self.newline && text.allSatisfy(Self.isSpace)) {
                    bytes.append(contentsOf: text)
                }
            case .start(let name, let attributes, let isEmpty):
                guard case .start(name, let other, isEmpty) = dark else { throw trouble(.difference("<\(name)>")) }
                if open.isEmpty {
                    if name != "svg" || hasRoot { throw trouble(.syntax("one <svg>")) }
                } else if droppedFrom == nil, SVGVocabulary.dropped.contains(name) {
                    if isEmpty { return }
                    droppedFrom = open.count
                } else if droppedFrom == nil, name == "svg" || !SVGVocabulary.elements.contains(name) {
                    throw trouble(.element(name))
                }
                if droppedFrom == nil { try write(name, attributes, other, isEmpty: isEmpty, at: offset) }
                hasRoot = true
                if !isEmpty { open.append(name) }
            case .end(let name):
                if token != dark { throw trouble(.difference("</\(name)>")) }
                guard open.popLast() == name else {
                    throw trouble(.syntax("no </\(name)> but that of an open element"))
                }
                if droppedFrom == nil { bytes.append(contentsOf: "</\(name)>".utf8) }
                if droppedFrom == open.count { droppedFrom = nil }
            }
        }

        private mutating func write(
            _ name: String, _ attributes: [SVGReader.Attribute], _ dark: [SVGReader.Attribute], isEmpty: Bool,
            at offset: Int
        ) throws(FigureTrouble) {
            bytes.append(contentsOf: "<\(name)".utf8)
            if open.isEmpty {
                bytes.append(contentsOf: " role=\"img\" aria-label=\"\(HTMLText.escaped(label))\"".utf8)
            }
            let (common, classes) = try themed(attributes, dark, at: offset)
            if !classes.isEmpty {
                bytes.append(contentsOf: " class=\"\(classes.joined(separator: " "))\"".utf8)
            }
            for attribute in common {
                if open.isEmpty, attribute.name == "viewBox" { bytes.append(contentsOf: Self.size(attribute.value)) }
                bytes.append(contentsOf: " \(attribute.name)=\"".utf8)
                bytes.append(contentsOf: try value(of: attribute))
                bytes.append(UInt8(ascii: "\""))
            }
            bytes.append(contentsOf: (isEmpty ? "/>" : ">").utf8)
        }

        /// The attributes that light and dark have in common, and the classes of the colours that differ.
        private mutating func themed(
            _ light: [SVGReader.Attribute], _ dark: [SVGReader.Attribute], at offset: Int
        ) throws(FigureTrouble) -> (common: [SVGReader.Attribute], classes: [String]) {
            let (mine, others) = (try allowed(light), try allowed(dark))
            if mine.elementsEqual(others, by: { $0.name == $1.name && $0.value == $1.value }) { return (mine, []) }
            var (common, classes): ([SVGReader.Attribute], [String]) = ([], [])
            var rest = Dictionary(others.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            func text(_ attribute: SVGReader.Attribute) -> String { String(decoding: attribute.value, as: UTF8.self) }
            for attribute in mine {
                let other = rest.removeValue(forKey: attribute.name)
                if other?.value == attribute.value {
                    common.append(attribute)
                    continue
                }
                guard let missing = ThemedColors.properties[attribute.name],
                    let name = colors.name(attribute.name, light: text(attribute), dark: other.map(text) ?? missing)
                else { throw FigureTrouble(figure: "", kind: .difference(attribute.name), offset: attribute.offset) }
                classes.append(name)
            }
            for other in others where rest[other.name] != nil {
                guard let missing = ThemedColors.properties[other.name],
                    let name = colors.name(other.name, light: missing, dark: text(other))
                else { throw FigureTrouble(figure: "", kind: .difference(other.name), offset: offset) }
                classes.append(name)
            }
            return (common, classes)
        }

        /// The attributes that are kept, or why they cannot be.
        private func allowed(
            _ attributes: [SVGReader.Attribute]
        ) throws(FigureTrouble) -> [SVGReader.Attribute] {
            var kept: [SVGReader.Attribute] = []
            for attribute in attributes where !SVGVocabulary.droppedAttributes.contains(attribute.name) {
                if open.isEmpty, SVGVocabulary.droppedFromRoot.contains(attribute.name) { continue }
                guard SVGVocabulary.attributes.contains(attribute.name) else {
                    throw FigureTrouble(figure: "", kind: .attribute(attribute.name), offset: attribute.offset)
                }
                kept.append(attribute)
            }
            return kept
        }

        /// An attribute's value, with our prefix where it is a name or refers to one.
        private func value(of attribute: SVGReader.Attribute) throws(FigureTrouble) -> ArraySlice<UInt8> {
            let outside = FigureTrouble(figure: "", kind: .reference(attribute.name), offset: attribute.offset)
            func named(_ start: String, _ name: Substring, _ end: String = "") throws(FigureTrouble) -> ArraySlice<
                UInt8
            > {
                guard !name.isEmpty, name.utf8.allSatisfy(Self.isIDByte) else { throw outside }
                return Array("\(start)\(prefix)\(name)\(end)".utf8)[...]
            }
            switch attribute.name {
            case "id": return try named("", Substring(decoding: attribute.value, as: UTF8.self))
            case "href":
                let text = Substring(decoding: attribute.value, as: UTF8.self)
                if text.hasPrefix("#") { return try named("#", text.dropFirst()) }
                let start = "data:image/png;base64,"
                guard text.hasPrefix(start), text.utf8.dropFirst(start.utf8.count).allSatisfy(Self.isBase64Byte) else {
                    throw outside
                }
                return attribute.value
            default:
                // Whatever refers to something does so by a function, url(...) or another one; an entity could hide it.
                if attribute.value.contains(UInt8(ascii: "&")) { throw outside }
                guard attribute.value.contains(UInt8(ascii: "(")), attribute.name != "transform" else {
                    return attribute.value
                }
                let text = Substring(decoding: attribute.value, as: UTF8.self)
                guard text.hasPrefix("url(#"), text.hasSuffix(")") else { throw outside }
                return try named("url(#", text.dropFirst(5).dropLast(), ")")
            }
        }

        /// Width and height in pixels of the area that is shown: what the page may shrink.
        private static func size(_ box: ArraySlice<UInt8>) -> [UInt8] {
            let parts = String(decoding: box, as: UTF8.self).split(separator: " ").compactMap { Double($0) }
            guard parts.count == 4, parts.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return [] }
            return Array(" width=\"\(Int(parts[2]))\" height=\"\(Int(parts[3]))\"".utf8)
        }

        private static let newline = UInt8(ascii: "\n")

        private static func isSpace(_ byte: UInt8) -> Bool {
            byte == 0x20 || byte == 0x09 || byte == newline || byte == UInt8(ascii: "\r")
        }

        private static func isIDByte(_ byte: UInt8) -> Bool {
            isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }

        private static func isBase64Byte(_ byte: UInt8) -> Bool {
            isLetterOrDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
        }

        private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
    }
}
