import CairoCanvas
import Runs
import Files
package import Report

/// Writes a report where it belongs; every file appears whole or not at all.
package struct ReportFiles {
    /// The report's own file.
    package let path: String

    package init(path: String) { self.path = path }

    /// Writes the page; or the Markdown file, after the pictures that it shows.
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
                    MissingGlyphsText.warn(missing, figure: name)
                }
            }
            try OutputFile.write(text, to: path)
        }
    }

    /// The folder of a Markdown file's figures.
    package var figures: String { path.dropLast(fileName.count) + figuresName }

    private var fileName: Substring { path.split(separator: "/", omittingEmptySubsequences: false).last ?? "" }

    /// "report-figures" beside "report.md".
    private var figuresName: String {
        let stem = fileName.hasSuffix(".md") ? fileName.dropLast(3) : fileName
        return stem + "-figures"
    }
}
