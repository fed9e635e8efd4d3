import CairoCanvas
import Experiments
import Plotting

/// Writes figures in the formats and with the looks that a spec asks for; each says what it was made of.
struct FigureWriter {
    /// Colours, type and lines of the spec's medium.
    let theme: Theme
    private let formats: [FigureFormat]
    private let look: FigureLook
    private let size: Size?

    /// - Parameter size: of the page; nil: the figure's own on the spec's medium.
    init(_ spec: ExperimentSpec, size: Size? = nil) {
        theme = .of(spec.look.ground, for: spec.look.medium)
        formats = spec.formats
        look = spec.look
        self.size = size
    }

    /// Writes one figure.
    /// - Parameters:
    ///   - path: where, without the format's ending.
    ///   - resolved: the spec that it carries; nil, where it is of several.
    ///   - seeds: that are drawn.
    ///   - images: that were trained on, where any were.
    /// - Returns: the files.
    func write(
        _ figure: Figure, to path: String, of resolved: ResolvedSpec?, seeds: [UInt64] = [], images: ImageHashes? = nil
    ) throws -> [String] {
        let metadata = FigureMetadata(
            title: figure.title, spec: resolved?.document ?? "", seeds: seeds, dataHash: images?.text ?? "",
            version: OneCycleVersion.current)
        return try formats.map { format in
            let file = "\(path).\(format.rawValue)"
            try figure.write(
                to: file, as: format, size: size ?? figure.size(for: look.medium), scale: Double(look.dpi) / 72,
                metadata: metadata)
            return file
        }
    }
}
