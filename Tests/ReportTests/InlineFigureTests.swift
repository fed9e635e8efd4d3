import Report
import Testing

@Suite("figures within the page")
struct InlineFigureTests {
    private func html(_ svg: String) throws -> String {
        var set = Contents.set(experiments: [])
        set.figures = [Contents.figure("bad", light: svg)]
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
