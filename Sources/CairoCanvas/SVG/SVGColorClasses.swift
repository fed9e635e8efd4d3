import Plotting

/// CSS classes for the colours of drawings that a page shows on light and on dark ground.
///
/// Several drawings of one page share an object of this class; the page includes its ``stylesheet``.
public final class SVGColorClasses {
    /// How a fill or a stroke looks on light and on dark ground.
    private struct Rule: Hashable {
        var light: String
        var dark: String
    }

    private var numbers: [Rule: Int] = [:]
    private var rules: [Rule] = []

    /// An empty set of classes.
    public init() {}

    /// The rules of all classes: light unless a screen's reader prefers dark, so paper is light.
    public var stylesheet: String {
        func lines(_ side: (Rule) -> String) -> String {
            rules.enumerated().map { "  .t\($0 + 1) { \(side($1)) }\n" }.joined()
        }
        guard !rules.isEmpty else { return "" }
        return lines(\.light) + "  @media screen and (prefers-color-scheme: dark) {\n" + lines(\.dark) + "  }\n"
    }

    /// The class for `fill` or `stroke` in a colour.
    func name(_ property: String, _ color: Color, onDark: Color) -> String {
        let rule = Rule(light: SVGColorClasses.text(property, color), dark: SVGColorClasses.text(property, onDark))
        if let number = numbers[rule] { return "t\(number)" }
        rules.append(rule)
        numbers[rule] = rules.count
        return "t\(rules.count)"
    }

    private static func text(_ property: String, _ color: Color) -> String {
        var writer = SVGWriter()
        writer.add("\(property): \(SVGWriter.hex(color)); \(property)-opacity: ")
        writer.add(max(0, min(color.alpha, 1)))
        writer.add(";")
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
