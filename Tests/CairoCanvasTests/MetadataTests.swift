import FigureFiles
import Raster
import CairoCanvas
import Foundation
import Plotting
import TestSupport
import Testing

@Suite struct MetadataTests {
    private static let spec = #"{"name": "a (b) \\ <c> & \"d\" β 学 🙂 ]]> \r\n", "schedule": {"type": "one_cycle"}}"#
    private static let whole = FigureMetadata(
        title: "one-cycle: loss & accuracy (β₁ < 1)", spec: spec + "\r\n\t" + spec, seeds: [0, 7, .max],
        dataHash: "sha256:0123abcd", version: "0.9.0", size: "450ptx283.46pt")

    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try withExtendedLifetime(folder) { try body(try folder.write(bytes, "figure")) }
    }

    private func read(_ bytes: [UInt8]) throws -> FigureMetadata {
        var found = FigureMetadata()
        try withFile(bytes) { found = try FigureMetadata(contentsOf: $0) }
        return found
    }

    @Test(arguments: FigureFormat.allCases)
    func everythingComesBack(_ format: FigureFormat) throws {
        let cases = [
            Self.whole, FigureMetadata(title: "a title alone"), FigureMetadata(spec: "{}"),
            FigureMetadata(seeds: [3]), FigureMetadata(dataHash: "x=1"), FigureMetadata(version: "1"),
            FigureMetadata(title: "long", spec: String(repeating: Self.spec, count: 2000)),
        ]
        for metadata in cases {
            let found = try read(sample().bytes(format, metadata: metadata))
            #expect(found == metadata)
        }
    }

    @Test(arguments: FigureFormat.allCases)
    func aFileThatSaysNothingIsAnError(_ format: FigureFormat) throws {
        // The SVG file has its title in an element of its own, which is not counted.
        let bytes = try sample().bytes(format)
        #expect(throws: FigureFileError.self) { try read(bytes) }
    }

    @Test(arguments: FigureFormat.allCases)
    func theZeroCharacterIsReplaced(_ format: FigureFormat) throws {
        let found = try read(sample().bytes(format, metadata: FigureMetadata(title: "a\0b")))
        #expect(found.title == "a\u{FFFD}b")
    }

    @Test(arguments: FigureFormat.allCases)
    func damagedFilesAreErrorsOrWhatIsLeft(_ format: FigureFormat) throws {
        let bytes = try sample(20).bytes(format, size: Size(320, 240), scale: 1, metadata: Self.whole)
        var numbers = Congruential(state: 3)
        func draw(_ limit: Int) -> Int { numbers.below(limit) }
        var errors = 0
        for round in 0..<400 {
            var damaged = bytes
            if round % 2 == 0 {
                damaged = Array(bytes.prefix(draw(bytes.count)))
            } else {
                // Near the ends: the structure is there.
                for _ in 0..<8 {
                    let place = draw(2) == 0 ? draw(min(1500, bytes.count)) : bytes.count - 1 - draw(1500)
                    damaged[place] = UInt8(draw(256))
                }
            }
            do { _ = try read(damaged) } catch is FigureFileError { errors += 1 }
        }
        #expect(errors > 0)
    }

    @Test func anSVGFileThatIsCutOffIsAnErrorWhereverThatIs() throws {
        let whole = try sample(20).bytes(.svg, metadata: Self.whole)
        #expect(try read(whole) == Self.whole)
        #expect(try read(whole + Array(" \r\n\n".utf8)) == Self.whole)
        for count in Array(stride(from: 0, to: whole.count - 8, by: 97)) + (whole.count - 7..<whole.count - 1) {
            #expect(throws: FigureFileError.self, "\(count) of \(whole.count) bytes") {
                try read(Array(whole.prefix(count)))
            }
        }
    }

    @Test func wrongChecksumsAreErrors() throws {
        var bytes = try sample().bytes(.png, metadata: FigureMetadata(title: "a title"))
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("a title".utf8)) })
        bytes[place] ^= 1
        let error = #expect(throws: FigureFileError.self) { try read(bytes) }
        #expect(error?.message == "a text of the PNG file is damaged")
    }

    @Test func otherFilesAreErrors() throws {
        for text in ["", "hello", "%PDF-1.4", "<?xml version=\"1.0\"?>", "\u{89}PNG"] {
            #expect(throws: FigureFileError.self) { try read(Array(text.utf8)) }
        }
        #expect(throws: FigureFileError.self) { try FigureMetadata(contentsOf: "/nowhere/at all") }
        #expect(throws: FigureFileError.self) { try FigureMetadata(contentsOf: "/dev/zero") }
        #expect(throws: FigureFileError.self) {
            try FigureMetadata(contentsOf: FileManager.default.temporaryDirectory.path)
        }
    }

    @Test func counterfeitTablesOfAPDFAreErrorsOrNothing() {
        for table in [
            "xref\n0 99999999999999\ntrailer << /Info 3 0 R >>",
            "xref\n9 1\n9 0 n\ntrailer << /Info 999999999999999 0 R >>",
            "xref\n3 1\n0000000000 0 n\ntrailer << /Info 3 0 R >>", "xref\ntrailer /Info",
            "xref\n0 -1\ntrailer /Info 0 0 R",
            "xref\n0 1\n999999999999999 0 n\ntrailer << /Info 0 0 R >>",
        ] {
            let bytes = Array("%PDF-1.4\n\(table)\nstartxref\n9\n%%EOF".utf8)
            #expect(throws: FigureFileError.self) { try read(bytes) }
        }
    }

    @Test func stringsOfOtherWritersOfPDFAreRead() throws {
        let properties =
            #"<< /Producer (other) /Title (a \(b\) (c) \\ \101\n.) /Creator (onecycle 2) /Subject <7B7D2> >>"#
        let object = "%PDF-1.4\n7 0 obj\n"
        let table = "xref\n0 1\n0000000000 65535 f\n7 1\n0000000009 00000 n\ntrailer << /Size 8 /Info 7 0 R >>\n"
        let body = object + properties + "\nendobj\n"
        let file = body + table + "startxref\n\(body.utf8.count)\n%%EOF\n"
        let found = try read(Array(file.utf8))
        #expect(found == FigureMetadata(title: "a (b) (c) \\ A\n.", spec: "{} ", version: "2"))
    }
}
