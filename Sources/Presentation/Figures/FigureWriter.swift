import CairoCanvas
package import FigureFiles
import Files
package import Specs
package import Runs
package import Plotting

/// Writes figures in the formats and looks of a spec, with the spec, seeds and hashes stored in each file.
package struct FigureWriter {
    /// Colours, type and line widths.
    package let theme: Theme
    private let formats: [FigureFormat]
    private let look: FigureLook
    private let changes: FigureChanges
    private let console: Console

    /// - Parameters:
    ///   - changes: the call's changes of each figure.
    ///   - console: for warnings about missing glyphs.
    package init(_ spec: ExperimentSpec, changes: FigureChanges = .none, console: Console) {
        self.init(spec.look, spec.formats, changes: changes, console: console)
    }

    /// - Parameters:
    ///   - changes: the call's changes of each figure.
    ///   - console: for warnings about missing glyphs.
    package init(_ look: FigureLook, _ formats: [FigureFormat], changes: FigureChanges = .none, console: Console) {
        theme = .of(look.ground, for: look.medium)
        self.formats = formats
        self.look = look
        self.changes = changes
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
            dataHash: images?.text ?? "", version: OneCycleVersion.current, size: changes.size?.text ?? "")
        return try write(figure, to: path, metadata, as: formats)
    }

    /// Writes one figure with the given metadata; nil for none. Warnings name characters that no font has, and options that
    /// the figure has no axis for.
    /// - Returns: the paths of the files: the figure's, and the caption's if it has one.
    /// - Throws: ``FigureChangeError`` if the figure cannot have the changes; `PictureError`; `StoreError`.
    package func write(
        _ figure: Figure, to path: String, _ metadata: FigureMetadata?, as formats: [FigureFormat]? = nil
    ) throws -> [String] {
        let name = String(path.split(separator: "/").last ?? "")
        let (drawn, unused) = try changes.applied(to: figure, named: name)
        for option in unused {
            console.message("\(name): \(option) changes nothing: the figure has no such axis of numbers")
        }
        let measurer = try SVGCanvas(size: Size(1, 1))
        let page = changes.size ?? drawn.size(for: look.medium, measuring: measurer)
        // A medium's own page grows with its content, but a slide does not.
        let fits =
            changes.size == nil
            ? drawn.isNamed(on: page, measuring: measurer) : drawn.isReadable(on: page, measuring: measurer)
        if !fits {
            throw FigureChangeError.tooSmall(
                figure: name, size: page, least: drawn.leastReadable(like: page, measuring: measurer), dpi: look.dpi)
        }
        var missing = MissingGlyphs()
        var files = try (formats ?? self.formats).map { format in
            let file = "\(path).\(format.rawValue)"
            missing.formUnion(
                try drawn.write(to: file, as: format, size: page, scale: Double(look.dpi) / 72, metadata: metadata))
            return file
        }
        if let caption = changes.captionFile(of: figure, beside: path) {
            try AtomicFile.write(Array(caption.text.utf8), to: caption.path, synced: false)
            files.append(caption.path)
        }
        for line in MissingGlyphsText.lines(missing, figure: path) { console.message(line) }
        return files
    }
}
