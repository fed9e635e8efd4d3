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
        let (one, other) = (try sample().svgBytes(), try sample().svgBytes())
        #expect(one == other)
        let another = try sample(301).svgBytes()
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
}
