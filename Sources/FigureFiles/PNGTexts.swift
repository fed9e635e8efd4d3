package import Raster

extension FigureMetadata.Key {
    /// Keyword of the text chunk. The PNG specification defines "Title" and "Software".
    fileprivate var keyword: String {
        switch self {
        case .title: "Title"
        case .version: "Software"
        case .spec, .seeds, .data, .size: "onecycle:\(rawValue)"
        }
    }
}

extension FigureMetadata {
    /// The metadata as text chunks.
    package var chunks: [PNGText] {
        texts.map { PNGText(keyword: $0.key.keyword, text: $0.key == .version ? "onecycle \($0.text)" : $0.text) }
    }
}

/// Reads the text chunks of PNG files. Compressed chunks are ignored: we do not write them.
enum PNGTexts {
    /// Maximum number of chunks that are read.
    private static let maxChunks = 1 << 20

    /// The known texts, by key.
    static func read(_ file: borrowing FigureFile) throws(FigureFileError) -> [FigureMetadata.Key: String] {
        var found: [FigureMetadata.Key: String] = [:]
        var offset = PNGDecoder.signature.count
        for _ in 0..<maxChunks {
            let head = try file.read(at: offset, count: 8)
            guard head.count == 8 else { throw file.failure("the PNG file ends early") }
            let length = Int(bigEndian(head[0..<4]))
            guard length <= 0x7FFF_FFFF, offset + 12 + length <= file.size else {
                throw file.failure("the PNG file ends early")
            }
            let name = head[4..<8]
            if name.elementsEqual("IEND".utf8) { return found }
            if name.elementsEqual("tEXt".utf8) || name.elementsEqual("iTXt".utf8),
                length <= FigureMetadata.maxTextSize
            {
                let body = try file.read(at: offset + 4, count: length + 8)
                guard body.count == length + 8, checksum(body.dropLast(4)) == bigEndian(body.suffix(4)) else {
                    throw file.failure("a text of the PNG file is damaged")
                }
                let isPlain = name.elementsEqual("tEXt".utf8)
                let data = body.dropFirst(4).dropLast(4)
                if let text = isPlain ? latin(data) : international(data) { note(text, &found) }
            }
            offset += 12 + length
        }
        return found
    }

    private static func note(_ chunk: PNGText, _ found: inout [FigureMetadata.Key: String]) {
        guard let key = FigureMetadata.Key.allCases.first(where: { $0.keyword == chunk.keyword }) else { return }
        guard key == .version else {
            found[key] = chunk.text
            return
        }
        if chunk.text.hasPrefix("onecycle ") { found[key] = String(chunk.text.dropFirst(9)) }
    }

    /// tEXt: keyword, zero, text in Latin-1.
    private static func latin(_ data: ArraySlice<UInt8>) -> PNGText? {
        guard let end = data.firstIndex(of: 0) else { return nil }
        return PNGText(keyword: latinText(data[..<end]), text: latinText(data[(end + 1)...]))
    }

    /// iTXt: keyword, zero, whether compressed, method, language, zero, translated keyword, zero, text in UTF-8.
    private static func international(_ data: ArraySlice<UInt8>) -> PNGText? {
        guard let end = data.firstIndex(of: 0), end + 3 <= data.endIndex, data[end + 1] == 0 else { return nil }
        let rest = data[(end + 3)...]
        guard let language = rest.firstIndex(of: 0), let translated = rest[(language + 1)...].firstIndex(of: 0)
        else { return nil }
        return PNGText(
            keyword: latinText(data[..<end]), text: String(decoding: rest[(translated + 1)...], as: UTF8.self))
    }

    private static func latinText(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The CRC of the PNG specification's annex D.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var code: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            code ^= UInt32(byte)
            for _ in 0..<8 { code = code & 1 == 1 ? code >> 1 ^ 0xEDB8_8320 : code >> 1 }
        }
        return ~code
    }
}
