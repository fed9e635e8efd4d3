public import Raster

extension FigureMetadata {
    /// Reads what a PNG, SVG or PDF file says of itself; the first bytes tell its kind.
    ///
    /// Little of the file is in memory at a time, however large it is; damaged files are errors.
    /// - Throws: ``PictureError``: the file cannot be read, is of another kind, is damaged, or says nothing.
    public init(contentsOf path: String) throws(PictureError) {
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
            throw file.failure("the file is no PNG, SVG or PDF picture")
        }
        guard !texts.isEmpty else { throw file.failure("the picture says nothing of how it was made") }
        self.init(texts: texts)
    }
}
