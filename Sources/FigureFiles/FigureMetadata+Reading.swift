import Raster

extension FigureMetadata {
    /// Reads the metadata of a PNG, SVG or PDF file; the first bytes determine the format.
    ///
    /// Only parts of the file are in memory.
    /// - Throws: ``FigureFileError`` if the file cannot be read, has another format, is damaged, or has no metadata.
    public init(contentsOf path: String) throws(FigureFileError) {
        let file = try FigureFile(path)
        let head = try file.read(at: 0, count: 1024)
        let texts: [Key: String]
        if head.starts(with: PNGDecoder.signature) {
            texts = try PNGTexts.read(file)
        } else if head.starts(with: Array("%PDF-".utf8)) {
            texts = try PDFProperties.read(file)
        } else if head.firstRange(of: Array("<svg".utf8)) != nil || head.starts(with: Array("<?xml".utf8)) {
            texts = try SVGMetadata.read(file)
        } else {
            throw file.failure("not a PNG, SVG or PDF file")
        }
        guard !texts.isEmpty else { throw file.failure("the figure has no metadata of onecycle") }
        self.init(texts: texts)
    }
}
