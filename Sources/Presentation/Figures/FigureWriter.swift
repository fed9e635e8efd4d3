import CairoCanvas
package import FigureFiles
package import Specs
package import Runs
package import Plotting

/// Writes figures in the formats and with the looks that a spec asks for. Each carries its specs, seeds and hashes.
package struct FigureWriter {
    /// Colours, type and lines of the spec's medium.
    package let theme: Theme
    private let formats: [FigureFormat]
    private let look: FigureLook
    private let size: Size?

    /// - Parameter size: of the page; nil: the figure's own on the spec's medium.
    package init(_ spec: ExperimentSpec, size: Size? = nil) { self.init(spec.look, spec.formats, size: size) }

    /// - Parameter size: of the page; nil: the figure's own on the look's medium.
    package init(_ look: FigureLook, _ formats: [FigureFormat], size: Size? = nil) {
        theme = .of(look.ground, for: look.medium)
        self.formats = formats
        self.look = look
        self.size = size
    }

    /// Writes one figure.
    /// - Parameters:
    ///   - path: where, without the format's ending.
    ///   - specs: that it shows and so carries.
    ///   - seeds: that are drawn.
    ///   - images: that were trained on, where any were.
    /// - Returns: the files.
    package func write(
        _ figure: Figure, to path: String, of specs: [ResolvedSpec], seeds: [UInt64] = [], images: ImageHashes? = nil
    ) throws -> [String] {
        let metadata = FigureMetadata(
            title: figure.title, spec: FigureText.list(specs.map(\.document)), seeds: seeds,
            dataHash: images?.text ?? "", version: OneCycleVersion.current, size: size?.text ?? "")
        return try write(figure, to: path, metadata)
    }

    /// Writes one figure with the metadata given; nil for none. A warning names characters that no font has.
    /// - Returns: the files.
    package func write(_ figure: Figure, to path: String, _ metadata: FigureMetadata?) throws -> [String] {
        let page = try size ?? figure.size(for: look.medium, measuring: SVGCanvas(size: Size(1, 1)))
        var missing = MissingGlyphs()
        let files = try formats.map { format in
            let file = "\(path).\(format.rawValue)"
            missing.formUnion(
                try figure.write(to: file, as: format, size: page, scale: Double(look.dpi) / 72, metadata: metadata))
            return file
        }
        MissingGlyphsText.warn(missing, figure: path)
        return files
    }
}
