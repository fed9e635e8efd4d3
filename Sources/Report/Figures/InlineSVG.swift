/// A figure's SVG made fit to stand in a page beside others: checked against what may be there, without what the page
/// says itself, and with names of its own for what it refers to.
struct InlineSVG {
    /// The element, ready for HTML.
    let markup: String

    /// - Parameters:
    ///   - text: an SVG file.
    ///   - prefix: of all its ids, unlike that of every other figure of the page.
    ///   - label: what it shows, as text.
    init(_ text: String, prefix: String, label: String) throws(FigureTrouble) {
        var reader = SVGReader(text)
        var writer = Writer(prefix: prefix, label: label)
        while true {
            let offset = reader.offset
            guard let token = try reader.next() else { break }
            try writer.add(token, at: offset)
        }
        guard writer.isWhole else { throw reader.trouble("the end of <svg>") }
        markup = String(decoding: writer.bytes, as: UTF8.self)
    }

    private struct Writer {
        let prefix: String
        let label: String
        var bytes: [UInt8] = []
        /// Elements that are open, from the outermost on.
        private var open: [String] = []
        /// How many of them were open where what is left out began; nil: nothing is left out.
        private var droppedFrom: Int?
        private var hasRoot = false

        var isWhole: Bool { hasRoot && open.isEmpty }

        init(prefix: String, label: String) {
            self.prefix = prefix
            self.label = label
        }

        mutating func add(_ token: SVGReader.Token, at offset: Int) throws(FigureTrouble) {
            func trouble(_ kind: FigureTrouble.Kind) -> FigureTrouble {
                FigureTrouble(figure: "", kind: kind, offset: offset)
            }
            switch token {
            case .text(let text):
                if open.isEmpty {
                    if !text.allSatisfy(Self.isSpace) { throw trouble(.syntax("nothing outside of <svg>")) }
                } else if droppedFrom == nil, !(bytes.last == Self.newline && text.allSatisfy(Self.isSpace)) {
                    bytes.append(contentsOf: text)
                }
            case .start(let name, let attributes, let isEmpty):
                if open.isEmpty {
                    if name != "svg" || hasRoot { throw trouble(.syntax("one <svg>")) }
                } else if droppedFrom == nil, SVGVocabulary.dropped.contains(name) {
                    if isEmpty { return }
                    droppedFrom = open.count
                } else if droppedFrom == nil, name == "svg" || !SVGVocabulary.elements.contains(name) {
                    throw trouble(.element(name))
                }
                if droppedFrom == nil { try write(name, attributes, isEmpty: isEmpty) }
                hasRoot = true
                if !isEmpty { open.append(name) }
            case .end(let name):
                guard open.popLast() == name else {
                    throw trouble(.syntax("no </\(name)> but that of an open element"))
                }
                if droppedFrom == nil { bytes.append(contentsOf: "</\(name)>".utf8) }
                if droppedFrom == open.count { droppedFrom = nil }
            }
        }

        private mutating func write(
            _ name: String, _ attributes: [SVGReader.Attribute], isEmpty: Bool
        ) throws(FigureTrouble) {
            bytes.append(contentsOf: "<\(name)".utf8)
            if open.isEmpty {
                bytes.append(contentsOf: " role=\"img\" aria-label=\"\(HTMLText.escaped(label))\"".utf8)
            }
            for attribute in attributes {
                if SVGVocabulary.droppedAttributes.contains(attribute.name) { continue }
                if open.isEmpty, SVGVocabulary.droppedFromRoot.contains(attribute.name) { continue }
                guard SVGVocabulary.attributes.contains(attribute.name) else {
                    throw FigureTrouble(figure: "", kind: .attribute(attribute.name), offset: attribute.offset)
                }
                bytes.append(contentsOf: " \(attribute.name)=\"".utf8)
                bytes.append(contentsOf: try value(of: attribute))
                bytes.append(UInt8(ascii: "\""))
            }
            bytes.append(contentsOf: (isEmpty ? "/>" : ">").utf8)
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
