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
            try sample().writePNG(to: folder + "/a figure β.png")
            // A second time: the file is replaced.
            try sample().writePNG(to: folder + "/a figure β.png")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a figure β.png"])
            let data = try Data(contentsOf: URL(filePath: folder + "/a figure β.png"))
            let expected = try sample().pngBytes()
            #expect(Array(data) == expected)
        }
    }

    @Test func errorsNameThePath() throws {
        try withFolder { folder in
            let path = folder + "/missing/loss.png"
            let error = #expect(throws: PictureError.self) { try sample().writePNG(to: path) }
            #expect(error?.path == path)
            #expect(error?.description == "\(path): writing: No such file or directory")
            let huge = #expect(throws: PictureError.self) {
                try sample().writePNG(to: folder + "/huge.png", size: Size(1e6, 10))
            }
            #expect(huge?.description.hasPrefix(folder + "/huge.png: ") == true)
        }
    }

    @Test func whatStandsInTheWayIsLeftAlone() throws {
        try withFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/loss.png/inside", withIntermediateDirectories: true)
            #expect(throws: PictureError.self) { try sample().writePNG(to: folder + "/loss.png") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["loss.png"])
        }
    }
}
