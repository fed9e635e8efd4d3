import FigureFiles
import CairoCanvas
import Foundation
import Plotting
import Testing

/// Fonts within SVG files: parts of TrueType fonts that hold only the drawn glyphs.
@Suite struct SVGFontTests {
    private func fonts(_ file: [UInt8]) throws -> [(rule: String, bytes: [UInt8])] {
        let text = String(decoding: file, as: UTF8.self)
        return try text.components(separatedBy: "@font-face{").dropFirst().map { part in
            let rule = try #require(part.components(separatedBy: "}").first)
            let code = try #require(rule.components(separatedBy: "base64,").last?.components(separatedBy: ")").first)
            return (rule, Array(try #require(Data(base64Encoded: code))))
        }
    }

    private func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.enumerated().reduce(0) { ($0 + Int($1.element) << (8 * (3 - $1.offset % 4))) & 0xFFFF_FFFF }
    }

    /// Tables by name, after their places and checksums were looked at.
    private func tables(_ font: [UInt8]) -> [String: [UInt8]] {
        #expect(number(font, 0, 4) == 0x0001_0000)
        #expect(checksum(font[...]) == 0xB1B0_AFBA)
        var tables: [String: [UInt8]] = [:]
        var names: [String] = []
        for index in 0..<number(font, 4, 2) {
            let entry = 12 + 16 * index
            let name = String(decoding: font[entry..<entry + 4], as: UTF8.self)
            let (offset, length) = (number(font, entry + 8, 4), number(font, entry + 12, 4))
            #expect(offset % 4 == 0 && offset + length <= font.count)
            var table = Array(font[offset..<offset + length])
            names.append(name)
            tables[name] = table
            if name == "head" { table.replaceSubrange(8..<12, with: [0, 0, 0, 0]) }
            #expect(checksum(table[...]) == number(font, entry + 4, 4), "\(name)")
        }
        #expect(names == names.sorted())
        return tables
    }

    /// Characters of a cmap table of format 4 with their glyphs.
    private func characters(_ map: [UInt8]) throws -> [Unicode.Scalar: Int] {
        let records = (0..<number(map, 2, 2)).map { number(map, 4 + 8 * $0 + 4, 4) }
        let start = try #require(records.first { number(map, $0, 2) == 4 })
        let double = number(map, start + 6, 2)
        var found: [Unicode.Scalar: Int] = [:]
        for segment in 0..<double / 2 {
            let places = (0..<4).map { start + 14 + double * $0 + ($0 > 0 ? 2 : 0) + 2 * segment }
            let (end, first, delta) = (number(map, places[0], 2), number(map, places[1], 2), number(map, places[2], 2))
            let offset = number(map, places[3], 2)
            for code in first...end where code < 0xFFFF {
                let listed = offset == 0 ? code : number(map, places[3] + offset + 2 * (code - first), 2)
                if let scalar = Unicode.Scalar(UInt32(code)) { found[scalar] = (listed + delta) & 0xFFFF }
            }
        }
        return found
    }

    @Test func eachFaceHasTheGlyphsThatAreDrawn() throws {
        let file = try sample().bytes(.svg)
        let fonts = try fonts(file)
        #expect(fonts.map { $0.rule.contains("font-weight:bold") } == [false, true])
        #expect(fonts.allSatisfy { $0.rule.hasPrefix("font-family:'DejaVu Sans';") })
        #expect(fonts.allSatisfy { $0.bytes.count < 6000 })
        for (font, words) in zip(fonts, ["step loss (β = 0.98, ±1 σ) rate caption 10", "A title: Ωμέγα"]) {
            let tables = tables(font.bytes)
            for name in ["GPOS", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"] {
                #expect(tables[name] != nil, "\(name)")
            }
            #expect(tables["fpgm"] == nil && tables["prep"] == nil, "no hinting")
            let (glyf, loca) = (try #require(tables["glyf"]), try #require(tables["loca"]))
            let count = number(try #require(tables["maxp"]), 4, 2)
            let width = number(try #require(tables["head"]), 50, 2) == 1 ? 4 : 2
            func place(_ glyph: Int) -> Int { number(loca, width * glyph, width) * (width == 2 ? 2 : 1) }
            #expect(loca.count == width * (count + 1) && place(count) == glyf.count)
            let characters = try characters(#require(tables["cmap"]))
            for scalar in Set(words.unicodeScalars) {
                let glyph = try #require(characters[scalar], "\(scalar)")
                let size = place(glyph + 1) - place(glyph)
                #expect(glyph > 0 && glyph < count && (size > 0) == (scalar != " "), "\(scalar)")
            }
            #expect(characters["Z"] == nil, "what is not drawn is not there")
        }
    }

    @Test func fontsAreLeftOutWhereTheyAreNotWanted() throws {
        let canvas = try SVGCanvas(size: Size(640, 420))
        sample().draw(on: canvas)
        let (whole, bare) = (canvas.svgBytes(), canvas.svgBytes(embedsFonts: false))
        #expect(try fonts(bare).isEmpty)
        #expect(!String(decoding: bare, as: UTF8.self).contains("<style"))
        #expect(bare.count < whole.count)
    }

    /// Letters that join their neighbours need the font's rules and all forms that these lead to.
    @Test func joinedScriptsAreEmbeddedWithTheirRules() throws {
        let canvas = try SVGCanvas(size: Size(200, 100))
        canvas.text(
            "معدل loss", at: Point(10, 20), Font(family: "DejaVu Sans", size: 10), .black, .start, rotation: 0)
        let font = try #require(try fonts(canvas.svgBytes()).first)
        let tables = tables(font.bytes)
        let characters = try characters(#require(tables["cmap"]))
        #expect(Set(characters.keys) == Set("معدل los".unicodeScalars))
        #expect(tables["GSUB"] != nil)
        // Four letters with four, four, two and four forms, four other characters, and the box.
        #expect(number(try #require(tables["maxp"]), 4, 2) >= 14 + 4 + 1)
    }

    @Test func namesOfFamiliesStayWithinTheirQuotes() throws {
        let canvas = try SVGCanvas(size: Size(200, 100))
        canvas.text(
            "x", at: Point(10, 20), Font(family: "a'}<b>\\&", size: 10), .black, .start, rotation: 0)
        let text = String(decoding: canvas.svgBytes(), as: UTF8.self)
        #expect(!text.contains("<b>") && !text.contains("a'}"))
    }
}
