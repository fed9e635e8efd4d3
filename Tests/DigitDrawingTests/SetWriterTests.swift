import Datasets
import DigitDrawing
import Foundation
import TestSupport
import Testing

@Suite("Writing drawn digits")
struct SetWriterTests {
    private let folder: TemporaryFolder
    private let digits = DrawnDigits(
        digits: [2, 3, 7], trainCount: 400, validCount: DrawnDigits.validCount(with: 400), noise: 0.1, seed: 5)

    init() throws { folder = try TemporaryFolder() }

    private var names: [String] { folder.names }

    @Test("IDX files give the drawn images back", arguments: [1, 3])
    func idx(channels: Int) throws {
        let path = folder.path + "/set"
        try SetWriter(digits, as: .idx, threads: 2).write(to: path)
        let drawn = try ImageSource.drawn(digits).load(channels: channels, drawer: CairoDigitDrawer(), threads: 1)
        let read = try ImageSource.idx(path: path).load(channels: channels, threads: 1)
        #expect(read.train.contentHash == drawn.train.contentHash)
        #expect(read.valid?.contentHash == drawn.valid?.contentHash)
        #expect(names == ["set"])
    }

    @Test("PNG folders give the drawn images back, class by class in the order of the set")
    func png() throws {
        let path = folder.path + "/set"
        try SetWriter(digits, as: .png, threads: 2).write(to: path)
        let drawn = try ImageSource.drawn(digits).load(channels: 1, drawer: CairoDigitDrawer(), threads: 1)
        let read = try ImageSource.folder(path: path, resize: nil).load(channels: 1, threads: 1)
        for (read, drawn) in [(read.train, drawn.train), (try #require(read.valid), try #require(drawn.valid))] {
            let places = drawn.labels.indices.sorted { (drawn.labels[$0], $0) < (drawn.labels[$1], $1) }
            #expect(read.contentHash == drawn.selecting(places).contentHash)
            #expect(read.classNames == ["2", "3", "7"])
            #expect(read.planes == 1)
        }
        #expect(names == ["set"])
    }

    @Test("an empty folder is taken, another one is not, and stays as it is")
    func occupied() throws {
        let path = folder.path + "/set"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try SetWriter(digits, as: .idx, threads: 1).write(to: path)
        #expect(throws: SetWritingError.notEmpty(path: path)) {
            try SetWriter(digits, as: .png, threads: 1).write(to: path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 4)
        #expect(names == ["set"])
    }

    @Test("nothing is left of a call that was interrupted or cannot be done")
    func nothingLeft() throws {
        #expect(throws: SetWritingError.interrupted) {
            try SetWriter(digits, as: .png, threads: 2).write(to: folder.path + "/set") { true }
        }
        let few = DrawnDigits(trainCount: 20, validCount: DrawnDigits.validCount(with: 20))
        #expect(throws: SetWritingError.tooFewImages(count: 20, classes: 10, min: 58)) {
            try SetWriter(few, as: .png, threads: 2).write(to: folder.path + "/set")
        }
        #expect(names == [])
    }
}
