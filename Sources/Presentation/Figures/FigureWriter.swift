import CairoCanvas
package import FigureFiles
package import Specs
package import Runs
package import Plotting

/// Writes figures in the formats and looks of a spec, with the spec, seeds and hashes stored in each file.
package struct FigureWriter {
    /// Colours, type and line widths.
    package let theme: Theme
    private let formats: [FigureFormat]
    private let look: FigureLook
    private let size: Size?
    private let console: Console

    /// - Parameters:
    ///   - size: the page; nil: the figure's own size for the spec's medium.
    ///   - console: for warnings about missing glyphs.
    package init(_ spec: ExperimentSpec, size: Size? = nil, console: Console) {
        self.init(spec.look, spec.formats, size: size, console: console)
    }

    /// - Parameters:
    ///   - size: the page; nil: the figure's own size for the look's medium.
    ///   - console: for warnings about missing glyphs.
    package init(_ look: FigureLook, _ formats: [FigureFormat], size: Size? = nil, console: Console) {
        theme = .of(look.ground, for: look.medium)
        self.formats = formats
        self.look = look
        self.size = size
        self.console = console
    }

    /// Writes one figure.
    /// - Parameters:
    ///   - path: the file without its extension.
    ///   - specs: the specs that it shows and stores.
    ///   - seeds: the seeds that it shows.
    ///   - images: the training images, if any.
    ///   - formats: nil: those of the spec.
    /// - Returns: the paths of the files.
    package func write(
        _ figure: Figure, to path: String, of specs: [ResolvedSpec], seeds: [UInt64] = [], images: ImageHashes? = nil,
        as formats: [FigureFormat]? = nil
    ) throws -> [String] {
        let metadata = FigureMetadata(
            title: figure.title, spec: FigureText.list(specs.map(\.document)), seeds: seeds,
            dataHash: images?.text ?? "", version: OneCycleVersion.current, size: size?.text ?? "")
        return try write(figure, to: path, metadata, as: formats)
    }

    /// Writes one figure with the given metadata; nil for none. A warning names characters that no font has.
    /// - Returns: the paths of the files.
    package func write(
        _ figure: Figure, to path: String, _ metadata: FigureMetadata?, as formats: [FigureFormat]? = nil
    ) throws -> [String] {
        let page = try size ?? figure.size(for: look.medium, measuring: SVGCanvas(size: Size(1, 1)))
        var missing = MissingGlyphs()
        let files = try (formats ?? self.formats).map { format in
            let file = "\(path).\(format.rawValue)"
            missing.formUnion(
                try figure.write(to: file, as: format, size: page, scale: Double(look.dpi) / 72, metadata: metadata))
            return file
        }
        for line in MissingGlyphsText.lines(missing, figure: path) { console.message(line) }
        return files
    }
}
