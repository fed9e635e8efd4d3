import CairoCanvas
import FigureFiles
import Foundation
import FoundationXML
import Plotting
import Raster
import Testing

/// The elements and texts of an XML file.
private final class Reading: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var root: [String: String] = [:]
    var texts: [String] = []
    private var text = ""

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if elements.isEmpty { root = attributes }
        elements[name, default: 0] += 1
        text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        texts.append(text)
        text = ""
    }
}

@Suite("A figure of one's own as a file")
struct WrittenFigures {
    /// A folder of its own, gone afterwards.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "onecycle-clients-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// Four bytes, the highest first.
    private func number(_ bytes: Data, at offset: Int) -> Int {
        bytes.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }

    @Test("PNG: signature, size in pixels and in inches, texts")
    func png() throws {
        try inFolder { folder in
            let file = folder.appending(path: "two.png")
            let missing = try twoLines().write(
                to: file.path, size: Size(320, 240), scale: 3, metadata: FigureMetadata(title: "Two lines"))
            #expect(missing.isEmpty)
            let bytes = try Data(contentsOf: file)
            #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            #expect(bytes.suffix(8).starts(with: Data("IEND".utf8)))
            #expect(number(bytes, at: 16) == 960 && number(bytes, at: 20) == 720)
            // 216 pixels to the inch are 8504 to the metre.
            let density = try #require(bytes.range(of: Data("pHYs".utf8)))
            #expect(number(bytes, at: density.upperBound) == 8504)
            #expect(bytes.range(of: Data("Two lines".utf8)) != nil)
            #expect(bytes.count > 5_000, "an empty page is smaller")
            // The same figure is the same bytes, in memory too.
            let again = try twoLines().bytes(
                .png, size: Size(320, 240), scale: 3, metadata: FigureMetadata(title: "Two lines"))
            #expect(Data(again) == bytes)
        }
    }

    @Test("SVG: an XML file with its size, a path for each line, and every label as text")
    func svg() throws {
        try inFolder { folder in
            let file = folder.appending(path: "two.svg")
            let missing = try twoLines().write(to: file.path, size: Size(400, 300))
            #expect(missing.isEmpty)
            let bytes = try Data(contentsOf: file)
            let reading = Reading()
            let parser = XMLParser(data: bytes)
            parser.delegate = reading
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
            #expect(reading.root["width"] == "400pt" && reading.root["height"] == "300pt")
            #expect(reading.elements["path", default: 0] + reading.elements["polyline", default: 0] >= 2)
            let texts = Set(reading.texts)
            for label in ["step", "loss", "training", "validation", "0", "100", "Two lines & <more>"] {
                #expect(texts.contains(label), "\(label)")
            }
            #expect(try twoLines().bytes(.svg, size: Size(400, 300)).elementsEqual(bytes))
            #expect(try bytes != Data(twoLines().bytes(.svg, size: Size(401, 300))))
        }
    }

    @Test("a file is replaced whole; other endings and missing folders are refused by name")
    func errors() throws {
        try inFolder { folder in
            let file = folder.appending(path: "a.svg")
            try Data("old".utf8).write(to: file)
            try twoLines().write(to: file.path)
            #expect(try Data(contentsOf: file).count > 1000)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.svg"])
            for name in ["a.gif", "a", "missing/a.png"] {
                let path = folder.appending(path: name).path
                let error = #expect(throws: PictureError.self) { try twoLines().write(to: path) }
                #expect(error?.path == path && error?.attempted == "cannot be written")
            }
        }
    }
}
