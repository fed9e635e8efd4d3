import Foundation
import Report
import Testing

@Suite("figures within the page")
struct InlineFigureTests {
    /// A page with a drawing that is one for light and for dark pages, or two.
    private func html(_ light: String, dark: String? = nil) throws -> String {
        var set = Contents.set(experiments: [])
        set.figures = [Contents.figure("bad", wide: .init(light: light, dark: dark ?? light))]
        return try Contents.report([set]).html()
    }

    @Test(
        "what could run, fetch or style is refused, by name",
        arguments: [
            ("<script>alert(1)</script>", FigureTrouble.Kind.element("script")),
            ("<foreignObject/>", .element("foreignObject")),
            ("<style>*{}</style>", .element("style")),
            ("<a href=\"#x\"/>", .element("a")),
            ("<use href=\"#x\"/>", .element("use")),
            ("<animate/>", .element("animate")),
            ("<set/>", .element("set")),
            ("<svg/>", .element("svg")),
            ("<PATH/>", .element("PATH")),
            ("<rect onload=\"x\"/>", .attribute("onload")),
            ("<rect ONCLICK=\"x\"/>", .attribute("ONCLICK")),
            ("<rect class=\"skip\"/>", .attribute("class")),
            ("<image xlink:href=\"data:image/png;base64,AA\"/>", .attribute("xlink:href")),
            ("<image href=\"https://example.org/a.png\"/>", .reference("href")),
            ("<image href=\"data:image/svg+xml;base64,AA\"/>", .reference("href")),
            ("<image href=\"data:image/png;base64,AA,<\"/>", .syntax("no < in an attribute")),
            ("<image href=\"javascript:alert(1)\"/>", .reference("href")),
            ("<rect fill=\"url(https://example.org/#a)\"/>", .reference("fill")),
            ("<rect fill=\"url&#40;https://example.org/#a)\"/>", .reference("fill")),
            ("<rect fill=\"u\\72l(//example.org)\"/>", .reference("fill")),
            ("<rect clip-path=\"url(#a) url(#b)\"/>", .reference("clip-path")),
            ("<rect id=\"a b\"/>", .reference("id")),
        ] as [(String, FigureTrouble.Kind)])
    func refused(inside: String, kind: FigureTrouble.Kind) throws {
        let trouble = #expect(throws: FigureTrouble.self) { try html(Contents.svg(inside: inside)) }
        #expect(trouble?.figure == "bad")
        #expect(trouble?.kind == kind)
        #expect(trouble?.description.hasPrefix("figure bad, byte ") == true)
    }

    @Test("colours that differ become classes with both values; on paper those for light pages hold")
    func themes() throws {
        let page = try html(
            "<svg viewBox=\"0 0 9 5\"><rect fill=\"#ffffff\"/><path d=\"M1 2\" stroke=\"#0a0\" stroke-opacity=\".2\"/></svg>",
            dark: "<svg viewBox=\"0 0 9 5\"><rect fill=\"#000000\"/><path d=\"M1 2\" stroke=\"#0a0\"/></svg>")
        #expect(page.contains("<rect class=\"t1\"/><path class=\"t2\" d=\"M1 2\" stroke=\"#0a0\"/>"))
        #expect(page.contains("  .t1 { fill: #ffffff; }\n  .t2 { stroke-opacity: .2; }\n"))
        let dark = try #require(page.range(of: "@media screen and (prefers-color-scheme: dark) {\n  .t1"))
        #expect(page[dark.lowerBound...].contains("  .t1 { fill: #000000; }\n  .t2 { stroke-opacity: 1; }\n"))
        // Every drawing is there once.
        #expect(page.components(separatedBy: "M1 2").count == 2)
    }

    @Test(
        "light and dark that are not one drawing are refused",
        arguments: [
            ("<g/>", "<rect/>", FigureTrouble.Kind.difference("<g>")),
            ("<g/>", "", .difference("the number of elements")), ("<g>a</g>", "<g>b</g>", .difference("a text")),
            ("<path d=\"M1 2\"/>", "<path d=\"M1 3\"/>", .difference("d")),
            ("<rect x=\"1\"/>", "<rect/>", .difference("x")), ("<rect/>", "<rect x=\"1\"/>", .difference("x")),
            ("<rect fill=\"#fff\"/>", "<rect fill=\"red}*{x:y\"/>", .difference("fill")),
            ("<rect fill=\"#fff\"/>", "<rect fill=\"url(#a)\"/>", .difference("fill")),
            ("<rect/>", "<rect onload=\"x\"/>", .attribute("onload")),
        ])
    func different(light: String, dark: String, kind: FigureTrouble.Kind) {
        let trouble = #expect(throws: FigureTrouble.self) {
            try html("<svg>\(light)</svg>", dark: "<svg>\(dark)</svg>")
        }
        #expect(trouble?.kind == kind || (kind == .difference("the number of elements") && trouble != nil))
    }

    @Test("attributes of the outermost element are refused like all others")
    func root() {
        #expect(throws: FigureTrouble.self) { try html(Contents.svg(attributes: " onload=\"alert(1)\"")) }
    }

    @Test(
        "what is no SVG is refused, wherever it ends",
        arguments: [
            "", "text", "<svg", "<svg>", "<svg></g>", "<svg><g></svg>", "<svg/><svg/>", "<svg/>x", "<html/>",
            "<svg x=b/>", "<svg x=\"b/>", "<svg><!-- --></svg>", "<!DOCTYPE svg><svg/>", "<svg><![CDATA[x]]></svg>",
            "<?xml", "<?xml?>", "<svg x=\"1\"y=\"2\"/>", "<svg><title></svg>", "<svg><desc><script></desc></svg>",
            "<svg>\u{0}</svg>", "</svg>",
        ])
    func noSVG(text: String) {
        #expect(throws: FigureTrouble.self) { try html(text) }
    }

    @Test("an SVG cut at any byte is refused, and never more than that")
    func cut() throws {
        let whole = Contents.svg()
        // Its last byte is a newline.
        for count in 0..<whole.utf8.count - 1 {
            let part = String(decoding: whole.utf8.prefix(count), as: UTF8.self)
            #expect(throws: FigureTrouble.self) { try html(part) }
        }
    }

    @Test("what is left out takes all that is in it along")
    func dropped() throws {
        let page = try html(Contents.svg(inside: "<desc><title>a</title>hidden</desc><desc/><rect x=\"7.5\"/>"))
        #expect(!page.contains("hidden"))
        #expect(page.contains("<rect x=\"7.5\"/>"))
    }

    @Test("text of a figure stays, with its entities and spaces")
    func text() throws {
        let page = try html(Contents.svg(inside: "<text>  a &amp; &lt;b&gt; é </text>"))
        #expect(page.contains("<text>  a &amp; &lt;b&gt; é </text>"))
    }
}
