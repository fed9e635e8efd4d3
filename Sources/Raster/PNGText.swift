import CPNG

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A text chunk of a PNG file.
package struct PNGText: Sendable, Equatable {
    package var keyword: String
    package var text: String

    package init(keyword: String, text: String) {
        self.keyword = keyword
        self.text = text
    }
}

extension PNGText {
    /// Passes the texts as chunks of libpng: tEXt for ASCII, otherwise iTXt.
    static func withChunks<Result>(
        _ texts: [PNGText], _ body: (UnsafeBufferPointer<png_text>) throws -> Result
    ) throws -> Result {
        var chunks: [png_text] = []
        defer {
            for chunk in chunks {
                free(chunk.key)
                free(chunk.text)
            }
        }
        for text in texts {
            var chunk = png_text()
            let isASCII = text.text.utf8.allSatisfy { $0 < 128 }
            chunk.compression = isASCII ? PNG_TEXT_COMPRESSION_NONE : PNG_ITXT_COMPRESSION_NONE
            chunk.key = strdup(text.keyword)
            chunk.text = strdup(text.text)
            if isASCII { chunk.text_length = text.text.utf8.count } else { chunk.itxt_length = text.text.utf8.count }
            chunks.append(chunk)
        }
        return try chunks.withUnsafeBufferPointer(body)
    }
}
