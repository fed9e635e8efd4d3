import CairoCanvas
import Runs
import Files
package import Report

/// Writes a report. Every file is written completely or not at all.
package struct ReportFiles {
    /// The file of the report itself.
    package let path: String

    private let console: Console

    /// - Parameters:
    ///   - path: the file of the report itself.
    ///   - console: for warnings about missing glyphs.
    package init(path: String, console: Console) {
        self.path = path
        self.console = console
    }

    /// Writes the page, or the pictures and then the Markdown file.
    /// - Throws: `StoreError` or `PictureError`.
    package func write(_ content: ReportContent, _ drawing: ReportDrawing) throws {
        switch drawing.format {
        case .html: try OutputFile.write(try content.html(), to: path)
        case .md:
            let text = try content.markdown(figures: figuresName)
            if !drawing.pictures.isEmpty {
                let folder = RunFolder(path: figures)
                try folder.make()
                for (name, figure) in drawing.pictures {
                    let missing = try figure.write(to: folder.file(name + ".png"))
                    for line in MissingGlyphsText.lines(missing, figure: name) { console.message(line) }
                }
            }
            try OutputFile.write(text, to: path)
        }
    }

    /// The folder of the figures of a Markdown file.
    package var figures: String { path.dropLast(fileName.count) + figuresName }

    private var fileName: Substring { path.split(separator: "/", omittingEmptySubsequences: false).last ?? "" }

    /// "report-figures" beside "report.md".
    private var figuresName: String {
        let stem = fileName.hasSuffix(".md") ? fileName.dropLast(3) : fileName
        return stem + "-figures"
    }
}
