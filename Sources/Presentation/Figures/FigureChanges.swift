import CairoCanvas
package import Plotting
import Text

/// Changes that a call makes to its figures. Specs have no keys for them.
package struct FigureChanges: Sendable, Equatable {
    /// The headline of a figure.
    package enum Title: Sendable, Equatable {
        /// The figure's own.
        case own
        /// None.
        case none
        /// Another one.
        case text(String)
    }

    /// The place of a figure's caption.
    package enum Caption: String, Sendable, CaseIterable {
        /// Below the headline.
        case figure
        /// Nowhere.
        case none
        /// A text file beside the figure.
        case txt
        /// `\caption{...}` in a file beside the figure, for LaTeX.
        case latex

        /// The ending of its file's name; nil if it has no file.
        package var ending: String? {
            switch self {
            case .figure, .none: nil
            case .txt: "txt"
            case .latex: "tex"
            }
        }
    }

    /// The page; nil: the figure's own for its medium.
    package var size: Size?
    /// The headline.
    package var title: Title
    /// The place of the caption.
    package var caption: Caption
    /// The family of all text; nil: the theme's.
    package var font: String?
    /// A change of the horizontal axis.
    package var x: AxisChange?
    /// A change of the vertical axis.
    package var y: AxisChange?

    package init(
        size: Size? = nil, title: Title = .own, caption: Caption = .figure, font: String? = nil, x: AxisChange? = nil,
        y: AxisChange? = nil
    ) {
        self.size = size
        self.title = title
        self.caption = caption
        self.font = font
        self.x = x
        self.y = y
    }

    /// No change.
    package static let none = FigureChanges()

    /// A figure as it is drawn.
    /// - Parameter name: the figure's, for errors: "loss".
    /// - Returns: the figure, and the options that it has no axis for.
    /// - Throws: ``FigureChangeError`` if an axis cannot have the ends.
    package func applied(to figure: Figure, named name: String) throws(FigureChangeError) -> (
        figure: Figure, unused: [String]
    ) {
        var (figure, unused): (Figure, [String]) = (figure, [])
        for (option, x, y) in [("--x", x, nil), ("--y", nil, y)] as [(String, AxisChange?, AxisChange?)] {
            do {
                let changed = try figure.changed(x: x, y: y)
                figure = changed.figure
                if !changed.tookX || !changed.tookY { unused.append(option) }
            } catch {
                throw .axis(figure: name, option: option, reason: error.description)
            }
        }
        switch title {
        case .own: break
        case .none: figure.title = ""
        case .text(let text): figure.title = text
        }
        if caption != .figure { figure.caption = "" }
        if let font { figure.theme.fontFamily = font }
        return (figure, unused)
    }

    /// The file beside a figure that has its caption; nil if the caption has no file.
    /// - Parameter path: the figure's path without its extension.
    package func captionFile(of figure: Figure, beside path: String) -> (path: String, text: String)? {
        let parts = title == .none ? [figure.title, figure.caption] : [figure.caption]
        let sentences = parts.filter { !$0.isEmpty }.map { $0.hasSuffix(".") ? $0 : $0 + "." }
        let text = sentences.joined(separator: " ")
        return caption.ending.map { ending in
            ("\(path).\(ending)", caption == .latex ? "\\caption{\(LaTeXText.escaped(text))}\n" : text + "\n")
        }
    }
}

/// A change that a figure cannot have.
package enum FigureChangeError: Error, CustomStringConvertible {
    /// An axis cannot have its new scale or ends.
    case axis(figure: String, option: String, reason: String)
    /// The page is too small to be read.
    case tooSmall(figure: String, size: Size, least: Size?, dpi: Int)

    package var description: String {
        switch self {
        case .axis(let figure, let option, let reason):
            return "\(figure): \(option): \(reason); change the option, or draw other figures"
        case .tooSmall(let figure, let size, let least, let dpi):
            func text(_ size: Size) -> String {
                let pixels = [size.width, size.height].map { Int(($0 * Double(dpi) / 72).rounded(.up)) }
                return "\(pixels[0])x\(pixels[1]) pixels (\(size.text))"
            }
            let remedy = least.map { "it needs at least \(text($0))" } ?? "choose a larger page, or a medium"
            return "\(figure): a page of \(text(size)) is too small to be read; \(remedy)"
        }
    }
}
