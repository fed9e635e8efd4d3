import FigureFiles
import Raster
import CairoCanvas
import Foundation
import Plotting
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct SVGTests {
    /// Counts elements, and keeps the text of `<text>`, with an XML parser.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [String: Int] = [:]
        var texts: [String] = []
        var attributes: [[String: String]] = []
        private var isText = false

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements[name, default: 0] += 1
            isText = name == "text"
            guard isText else { return }
            texts.append("")
            self.attributes.append(attributes)
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if isText, let last = texts.indices.last { texts[last] += string }
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            isText = false
        }
    }

    private func parsed(_ bytes: [UInt8]) -> Reader {
        let reader = Reader()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        return reader
    }

    @Test func theSameFigureIsTheSameBytes() throws {
        let (one, other) = (try sample().bytes(.svg), try sample().bytes(.svg))
        #expect(one == other)
        let another = try sample(301).bytes(.svg)
        #expect(one != another)
    }

    @Test func textIsTextAndKeepsItsPlace() throws {
        let figure = sample()
        let canvas = try SVGCanvas(size: figure.preferredSize)
        let plan = figure.plan(size: canvas.size, measuring: canvas, pixel: canvas.pixel)
        plan.draw(on: canvas)
        let reader = parsed(canvas.svgBytes(title: figure.title))
        #expect(reader.texts == plan.texts.flatMap { $0.text.runs.map(\.text) })
        #expect(reader.elements["title"] == 1 && reader.elements["clipPath"] == 1)
        for (text, attributes) in zip(plan.texts, reader.attributes.prefix(1)) {
            #expect(attributes["textLength"].flatMap(Double.init).map { abs($0 - text.box.width) < 0.01 } == true)
            #expect(attributes["font-family"] == "'DejaVu Sans', sans-serif")
        }
    }

    @Test func whatXMLDoesNotTakeIsEscaped() throws {
        let canvas = try SVGCanvas(size: Size(100, 100))
        let font = Font(family: "A \"family\" & 'co'", size: 10)
        canvas.text("a < b & c > \"d\" \u{1}\u{FFFF}]]>", at: Point(1, 2), font, .black, .end, rotation: 90)
        let reader = parsed(canvas.svgBytes(title: "<&>", description: "<&>", metadata: FigureMetadata(spec: "<&>")))
        #expect(reader.texts == ["a < b & c > \"d\" \u{FFFD}\u{FFFD}]]>"])
    }

    @Test func numbersAreShortAndPathsGoThroughTheirPoints() throws {
        let canvas = try SVGCanvas(size: Size(100, 100))
        canvas.stroke(
            [Point(0.5, 10), Point(-0.25, 10.126), Point(20, 10)], Pen(OkabeIto.blue.opacity(0.5), width: 0.8))
        canvas.stroke([Point(.nan, .infinity), Point(1e300, 0)], Pen(.black, width: 1))
        let text = String(decoding: canvas.svgBytes(), as: UTF8.self)
        #expect(text.contains("d=\"M.5 10l-.75 .13 20.25-.13\""))
        #expect(text.contains("stroke=\"#0072b2\" stroke-opacity=\".5\" stroke-width=\".8\""))
        #expect(!text.contains("nan") && !text.contains("inf"))
        #expect(parsed(canvas.svgBytes()).elements["path"] == 2)
    }

    @Test func picturesAreInTheFile() throws {
        let image = try #require(PixelImage(width: 2, height: 1, channels: 3, bytes: [255, 0, 0, 0, 0, 255]))
        let canvas = try SVGCanvas(size: Size(100, 100))
        canvas.image(image, in: Rect(x: 10, y: 20, width: 40, height: 20))
        let text = String(decoding: canvas.svgBytes(), as: UTF8.self)
        let start = try #require(text.range(of: "base64,"))
        let end = try #require(text[start.upperBound...].firstIndex(of: "\""))
        let png = try #require(Data(base64Encoded: String(text[start.upperBound..<end])))
        let picture = try PixelImage(png: Array(png))
        #expect(picture.words == [0xFF0000, 0x0000FF])
    }

    @Test func sizesThatAreNoneAreErrors() {
        for size in [Size(0, 100), Size(100, .nan), Size(-5, 10), Size(.infinity, 10)] {
            #expect(throws: PictureError.self) { try SVGCanvas(size: size) }
        }
    }

    /// Texts that a document around the drawing would take for markup or for its own names.
    @Test(arguments: [
        "<script>alert(1)</script>", "\" onload=\"alert(1)", "</text><image href=x onerror=alert(1)>",
        "\u{600}<script>alert(1)</script>", "x\"\u{301} onfocus=alert(1)", "]]><!--", "</style>", "</svg>", "&lt;b&gt;",
        "url(#clip1)", "\u{0}<b>\u{1B}",
    ])
    func textsCannotBecomeMarkup(_ text: String) throws {
        func elements(_ text: String) throws -> (markup: String, reader: Reader) {
            var figure = sample()
            (figure.title, figure.caption) = (text, text)
            figure.rows[0].panels[0].x = .names([text, "b"], label: text)
            figure.rows[0].panels[0].marks.append(
                Mark(.line(x: [0, 1], y: [0, 1], pen: Pen(.black, width: 1)), label: text))
            figure.theme.fontFamily = text
            let canvas = try SVGCanvas(size: Size(900, 700), idPrefix: "a-", classes: SVGColorClasses())
            figure.draw(on: canvas)
            return (canvas.elements, parsed(Array("<svg>\(canvas.elements)</svg>".utf8)))
        }
        let (plain, hostile) = (try elements("x").reader, try elements(text))
        let known: Set = ["svg", "clipPath", "g", "path", "rect", "circle", "text"]
        #expect(Set(hostile.reader.elements.keys).isSubset(of: known))
        #expect(hostile.reader.texts.contains { $0.contains(text.prefix(4).replacing("\0", with: " ")) })
        let names = Set(plain.attributes.flatMap(\.keys)).union(["transform", "text-anchor", "font-weight"])
        for attributes in hostile.reader.attributes { #expect(Set(attributes.keys).isSubset(of: names)) }
        #expect(!hostile.markup.contains("<script") && !hostile.markup.contains("<image"))
    }

    @Test func idsHaveThePrefix() throws {
        let canvas = try SVGCanvas(size: Size(100, 100), idPrefix: "drawing-7-")
        canvas.clipped(to: Rect(x: 0, y: 0, width: 50, height: 50)) {}
        #expect(canvas.elements.contains("<clipPath id=\"drawing-7-clip1\">"))
        #expect(canvas.elements.contains("clip-path=\"url(#drawing-7-clip1)\""))
        #expect(canvas.elements.components(separatedBy: "clip1").count == 3)
    }

    @Test func coloursOfBothGroundsBecomeClasses() throws {
        let classes = SVGColorClasses()
        let color = Color(0x0072B2).opacity(Opacity(0.25, onDark: 0.5)).paired(withDark: Color(0x3F8BD0).opacity(0.5))
        func drawn(_ classes: SVGColorClasses?) throws -> String {
            let canvas = try SVGCanvas(size: Size(100, 100), classes: classes)
            canvas.fill(Rect(x: 1, y: 2, width: 3, height: 4), color)
            canvas.circles(at: [Point(1, 1)], radius: 2, fill: color, outline: Pen(color, width: 1))
            canvas.fill(Rect(x: 1, y: 2, width: 3, height: 4), .white)
            return canvas.elements
        }
        let markup = try drawn(classes)
        #expect(markup.contains("<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" class=\"t1\"/>"))
        #expect(markup.contains("<g class=\"t1 t2\" stroke-width=\"1\">"))
        #expect(markup.contains("fill=\"#ffffff\""))
        let light = "  .t1 { fill: #0072b2; fill-opacity: .25; }\n  .t2 { stroke: #0072b2; stroke-opacity: .25; }\n"
        let dark = "  .t1 { fill: #3f8bd0; fill-opacity: .5; }\n  .t2 { stroke: #3f8bd0; stroke-opacity: .5; }\n"
        #expect(classes.stylesheet == "\(light)  @media screen and (prefers-color-scheme: dark) {\n\(dark)  }\n")
        #expect(try drawn(nil).contains("fill=\"#0072b2\" fill-opacity=\".25\""))
        // Another drawing of the page uses the same classes.
        #expect(
            try drawn(classes) == markup && classes.stylesheet.contains(".t2") && !classes.stylesheet.contains(".t3"))
    }

    /// A figure for both grounds has the colours of the dark theme on dark pages, mark for mark.
    @Test func anAdaptiveFigureIsTheLightAndTheDarkOne() throws {
        func colors(_ theme: Theme) throws -> [String] {
            let classes = SVGColorClasses()
            let canvas = try SVGCanvas(size: Size(640, 420), classes: classes)
            ReferencePictureTests.arms(theme).draw(on: canvas)
            return canvas.elements.split(separator: "\n").map(String.init)
        }
        let (light, dark, both) = (try colors(.light), try colors(.dark), try colors(.adaptive))
        #expect(light.count == both.count && dark.count == both.count)
        let differing = zip(light, dark).filter { $0 != $1 }.count
        #expect(differing > 20 && both.count { $0.contains("class=\"t") } >= differing)
    }
}
