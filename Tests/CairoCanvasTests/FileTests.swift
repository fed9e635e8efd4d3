import FigureFiles
import Raster
import CairoCanvas
import Foundation
import Plotting
import TestSupport
import Testing

@Suite struct FileTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        try TemporaryFolder.with(body)
    }

    @Test func aFileHoldsTheBytesAndNothingElseIsLeft() throws {
        try withFolder { folder in
            try sample().write(to: folder + "/a figure β.png")
            // A second time: the file is replaced.
            try sample().write(to: folder + "/a figure β.png")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a figure β.png"])
            let data = try Data(contentsOf: URL(filePath: folder + "/a figure β.png"))
            let expected = try sample().bytes(.png)
            #expect(Array(data) == expected)
        }
    }

    @Test func errorsNameThePath() throws {
        try withFolder { folder in
            let path = folder + "/missing/loss.png"
            let error = #expect(throws: PictureError.self) { try sample().write(to: path) }
            #expect(error?.path == path)
            #expect(error?.description == "\(path): cannot be written: No such file or directory")
            let huge = #expect(throws: PictureError.self) {
                try sample().write(to: folder + "/huge.png", size: Size(1e6, 10))
            }
            #expect(huge?.description.hasPrefix(folder + "/huge.png: ") == true)
        }
    }

    @Test func whatStandsInTheWayIsLeftAlone() throws {
        try withFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/loss.png/inside", withIntermediateDirectories: true)
            #expect(throws: PictureError.self) { try sample().write(to: folder + "/loss.png") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["loss.png"])
        }
    }

    @Test func theExtensionDecidesTheFormat() throws {
        let (x, y) = ([0.0, 1, 2], [2.0, 1, 0.5])
        let figure = Figure.lines(["a": (x, y)], x: "step", y: "loss")
        try withFolder { folder in
            let starts: [(String, [UInt8])] = [
                ("a.png", [0x89, 0x50]), ("a.svg", Array("<?xml".utf8)), ("a.b.PDF", Array("%PDF-".utf8)),
            ]
            for (name, start) in starts {
                try figure.write(to: "\(folder)/\(name)")
                #expect(try Array(Data(contentsOf: URL(filePath: "\(folder)/\(name)"))).starts(with: start), "\(name)")
            }
            try figure.write(to: folder + "/plain", as: .svg)
            for name in ["a.gif", "png", "a.png/loss", ""] {
                let error = #expect(throws: PictureError.self) { try figure.write(to: "\(folder)/\(name)") }
                #expect(error?.message == "the file's name must end in .png, .svg or .pdf")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 4)
        }
    }
}
